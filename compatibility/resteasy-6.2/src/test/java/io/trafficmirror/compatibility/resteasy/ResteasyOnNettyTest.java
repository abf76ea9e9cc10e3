// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resteasy;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.testkit.jaxrs.JaxrsMirrorContract;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.netty.NettyJaxrsServer;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.junit.jupiter.api.Test;

/**
 * RESTEasy on Netty: no servlet anywhere. Beside an interceptor that can only block nothing is written, beside one that need not
 * block nothing by a writer that does; that every scenario passes shows that we have neither.
 */
class ResteasyOnNettyTest extends JaxrsMirrorContract {
    @Override
    @SuppressWarnings("removal") // gone with 7.0, and the only server of 6.2 without servlets that can be had
    protected RunningServer start(Application application) {
        ResteasyDeployment deployment = new ResteasyDeploymentImpl();
        deployment.setApplication(application);
        NettyJaxrsServer server = new NettyJaxrsServer();
        server.setDeployment(deployment);
        server.setHostname("127.0.0.1");
        server.setPort(0);
        server.setRootResourcePath("/app");
        server.setIoWorkerCount(2);
        server.setExecutorThreadCount(4);
        server.start();
        return new RunningServer(server.getPort(), server::stop);
    }

    @Override
    protected Feature feature(TrafficMirror mirror) {
        return new MirrorFeature(mirror);
    }

    /** The standard shows none, and there is no servlet request. */
    @Override
    public boolean tellsConnections() {
        return false;
    }

    @Override
    protected Set<Class<?>> more() {
        return Set.of();
    }

    /** RESTEasy writes on Netty's threads, and tells nobody when it is done. */
    @Override
    public void observed(ScenarioOutcome outcome) {
        outcome.notCaptured(HeldBody.State.NOT_SEEN);
    }

    /** Not a test here, for the same reason as below: the body is there at once, when the client has sent it all. */
    @Override
    public void a_streamed_body_passes_while_one_call_reads_it() {}

    /** Not a test here: RESTEasy takes a request from Netty when it is whole, so there is no middle. */
    @Override
    public void a_client_that_goes_away_in_the_middle_of_its_body_leaves_no_copy() {}

    /**
     * Not a test here: the resource reads on one thread while another gives Netty's buffer back. Which comes first is chance, also
     * without us.
     */
    @Override
    public void a_body_that_is_read_while_the_response_is_written_is_copied_whole() {}

    /** Nobody tells here whether an entity was written: the status that was told is that of the response whose writer failed. */
    @Override
    @Test
    public void a_writer_that_fails_is_answered_as_before() throws Exception {
        when(Raw.get("/app/s/answer/broken")).copy();
    }

    /** Nobody zips here: see above. */
    @Override
    @Test
    public void a_response_that_an_interceptor_zips_is_observed_as_the_client_gets_it() throws Exception {
        ScenarioOutcome outcome = when(Raw.get("/app/s/answer/zipped")).answers("zipped by an interceptor");
        outcome.copy();
        observed(outcome);
    }

    /** RESTEasy 6 does not tell under which path a locator has found something. */
    @Override
    public Optional<String> behindLocator() {
        return Optional.empty();
    }
}

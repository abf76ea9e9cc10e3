// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.cxf;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.compatibility.http2.JettyHttp2Client;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.testkit.jaxrs.AttributeContract;
import io.trafficmirror.testkit.jaxrs.AttributeRecorder;
import io.trafficmirror.testkit.jaxrs.AttributeResource;
import io.trafficmirror.testkit.jaxrs.Http2Contract;
import io.trafficmirror.testkit.jaxrs.JaxrsMirrorContract;
import io.trafficmirror.testkit.jaxrs.ServerStreamContract;
import io.trafficmirror.testkit.jaxrs.ServerStreamResource;
import io.trafficmirror.testkit.jaxrs.Zip;
import io.trafficmirror.testkit.scenario.Http2Client;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** CXF in a servlet container, taken by the standard, and by its interceptors for the end. */
class CxfInServletContainerTest extends JaxrsMirrorContract
        implements Http2Contract, AttributeContract, ServerStreamContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE); // else an escaped slash does not come to the servlet
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addEventListener(new AttributeRecorder());
        ServletHolder holder = new ServletHolder(new CXFNonSpringJaxrsServlet(application));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/app/*");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        server.setHandler(context);
        server.start();
        return new RunningServer(connector.getLocalPort(), server::stop);
    }

    @Override
    protected Feature feature(TrafficMirror mirror) {
        return new MirrorFeature(mirror);
    }

    @Override
    protected Set<Class<?>> more() {
        return Set.of(Zip.class, AttributeResource.class, ServerStreamResource.class);
    }

    /** Nothing of REST 3.1 names a resource. */
    @Override
    public Optional<String> named(String template) {
        return Optional.empty();
    }

    /** Events need a module of CXF that the standard's application does not have: the resource gets no sink, and answers nothing. */
    @Override
    @Test
    public void events_are_sent_as_before_and_not_observed() throws Exception {
        ScenarioOutcome outcome = when(Raw.get("/app/s/answer/events", "Accept: text/event-stream"));
        outcome.hasStatus(204).copy();
        outcome.captured();
    }

    /** Some of these CXF refuses by itself before any filter has them. */
    @Override
    public void odd(ScenarioOutcome outcome, String target) {
        if (outcome.response().status() == 200) {
            assertThat(outcome.copy().target()).isEqualTo(target);
        } else {
            outcome.hasStatus(500).selected(0);
        }
    }

    @Override
    public Http2Client http2() {
        return new JettyHttp2Client();
    }

    /** CXF's own fields are not the client's, and the container looks at all lines for each of its names. */
    @Test
    public void a_head_of_more_fields_than_anybody_means_is_not_copied() throws Exception {
        String[] fields =
                IntStream.range(0, 300).mapToObj(i -> "X-" + i + ": v").toArray(String[]::new);
        when(Raw.get("/app/s/answer/text", fields)).hasStatus(200).dropped(DropReason.UNSENDABLE);
    }
}

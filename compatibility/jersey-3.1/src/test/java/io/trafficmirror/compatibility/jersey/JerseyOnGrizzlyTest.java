// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.testkit.jaxrs.JaxrsMirrorContract;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** Jersey on Grizzly's own server: no servlet anywhere. */
class JerseyOnGrizzlyTest extends JaxrsMirrorContract {
    @Override
    protected RunningServer start(Application application) {
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0/app/"), ResourceConfig.forApplication(application));
        return new RunningServer(server.getListener("grizzly").getPort(), server::shutdownNow);
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

    /** Grizzly refuses such a target before Jersey sees it. */
    @Override
    @Test
    public void an_escaped_slash_stays_escaped() throws Exception {
        when(Raw.get("/app/s/answer/target/a%2Fb")).hasStatus(500).selected(0);
    }

    /** Not a test here: Grizzly closes the connection at any offer, without a response. */
    @Override
    public void an_offer_to_go_on_in_tls_is_an_ordinary_request() {}

    /** Jersey escapes what no URI may have, and nobody has the target as it came. Some of these Grizzly refuses by itself. */
    @Override
    public void odd(ScenarioOutcome outcome, String target) {
        if (outcome.response().status() != 200) {
            outcome.selected(0);
            return;
        }
        String escaped = target.replace("%", "%25")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("|", "%7C")
                .replace("^", "%5E");
        assertThat(outcome.copy().target()).isEqualTo(escaped);
    }
}

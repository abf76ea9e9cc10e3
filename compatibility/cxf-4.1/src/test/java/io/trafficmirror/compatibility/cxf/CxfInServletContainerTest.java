// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.cxf;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.testkit.jaxrs.JaxrsMirrorContract;
import io.trafficmirror.testkit.scenario.Outcome;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.Talk;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import java.util.Optional;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** CXF in a servlet container, taken by the standard, and by its interceptors for the end. */
class CxfInServletContainerTest extends JaxrsMirrorContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE); // else an escaped slash does not come to the servlet
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
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

    /** Nothing of REST 3.1 names a resource. */
    @Override
    public Optional<String> named(String template) {
        return Optional.empty();
    }

    /** Events need a module of CXF that the standard's application does not have: the resource gets no sink, and answers nothing. */
    @Override
    @Test
    public void events_are_sent_as_before_and_not_observed() throws Exception {
        Outcome outcome = when(Raw.get("/app/s/answer/events", "Accept: text/event-stream"));
        outcome.hasStatus(204).copy();
        outcome.captured();
    }

    /**
     * Asked whether there is a body, where neither length nor type says so, CXF looks at the class of its stream. It puts a type
     * into the fields itself, so that the feature takes the request for one with a body, and ours is another class.
     */
    @Override
    @Test
    public void no_body_at_all_stays_none() throws Exception {
        Raw request = Raw.request("POST", "/app/s/body/text", new byte[0], "X-Meddle: ask");
        assertThat(run().playEach(Talk.of(request)))
                .extracting(answer -> answer.header("X-Asked").orElse(""))
                .containsExactly("false", "true", "true");
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.testkit.jaxrs.BodyResource;
import io.trafficmirror.testkit.jaxrs.Ping;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Jersey as a filter, which hands on what it does not know, behind a filter of the application that reads parameters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JerseyBesideServletsTest {
    private static final String BASE = "/app/s";
    private ScenarioRun run;

    @BeforeAll
    void startServers() throws Exception {
        run = new ScenarioRun(BASE, "/app/ping", JerseyBesideServletsTest::start);
    }

    @AfterAll
    void stopServers() throws Exception {
        run.stop();
    }

    @BeforeEach
    void begin() {
        run.begin();
    }

    @AfterEach
    void the_account_closes() {
        run.settle();
    }

    @Test
    @Scenario("b9")
    void a_form_that_a_filter_has_parsed_before_is_rebuilt() throws Exception {
        ScenarioOutcome outcome =
                when(Raw.form(BASE + "/body/fields?q=1&a=0", "a=1&b=x%20y&a=2")).answers("[0, 1, 2] x y");
        RecordedRequest copy = outcome.copy();
        assertThat(copy.header("X-Shadow-Body")).isPresent();
        assertThat(copy.body().text().split("&")).containsExactlyInAnyOrder("a=1", "a=2", "b=x+y");
        outcome.selected(1);
    }

    @Test
    @Scenario("b38")
    void a_request_that_jersey_hands_on_is_copied_once() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(BASE + "/behind")).answers("behind: ");
        assertThat(outcome.copy().target()).isEqualTo(BASE + "/behind");
        outcome.selected(1);
    }

    /** What the servlet behind reads does not pass by us. */
    @Test
    @Scenario("b38")
    void a_body_that_jersey_hands_on_is_not_seen_and_not_made_up() throws Exception {
        ScenarioOutcome outcome = when(Raw.post(BASE + "/behind", "abc", "Content-Type: text/plain"))
                .answers("behind: abc");
        outcome.dropped(DropReason.BODY_UNREAD);
        outcome.selected(1);
    }

    private ScenarioOutcome when(Raw request) throws IOException {
        return run.runScenario(ScenarioClient.of(request));
    }

    private static RunningServer start(TrafficMirror mirror) throws Exception {
        ResourceConfig config = new ResourceConfig(BodyResource.class, Ping.class)
                .property(ServletProperties.FILTER_FORWARD_ON_404, true)
                .property(ServletProperties.FILTER_CONTEXT_PATH, "/app");
        if (mirror != null) {
            config.register(new MirrorFeature(mirror));
        }
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(new ReadsParameters()), "/app/*", EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(new FilterHolder(new ServletContainer(config)), "/app/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Behind()), BASE + "/behind");
        server.setHandler(context);
        server.start();
        return new RunningServer(connector.getLocalPort(), server::stop);
    }

    /** The application's own, in front of Jersey. */
    private static final class ReadsParameters extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            request.getParameter("a");
            chain.doFilter(request, response);
        }
    }

    /** The application's own, behind Jersey. */
    private static final class Behind extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().print("behind: ");
            request.getInputStream().transferTo(response.getOutputStream());
        }
    }
}

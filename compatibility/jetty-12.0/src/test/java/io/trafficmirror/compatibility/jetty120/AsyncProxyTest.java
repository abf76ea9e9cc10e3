// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jetty120;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.HeldBody.State;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jetty's own proxy as the application: it reads and writes without blocking, and waits for a server behind it. What that server gets
 * must not depend on the filter either.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncProxyTest {
    private final RecordingShadow origin = new ShadowSettings(null, false, 100, 64 << 20, 4 << 20).start();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private ScenarioRun run;

    @BeforeAll
    void startServers() throws Exception {
        run = new ScenarioRun("/app", "/ping", this::proxy);
    }

    @AfterAll
    void stopServers() throws Exception {
        run.stop();
        origin.close();
    }

    @BeforeEach
    void begin() {
        origin.forget();
        told.clear();
        run.begin();
    }

    @AfterEach
    void the_account_closes() {
        run.settle();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 304, 404, 500, 503})
    void an_answer_without_a_body_passes(int status) throws Exception {
        answer(Answer.status(status).header("X-From", "origin"));
        ScenarioOutcome outcome = runScenario(Raw.get("/app?a=%20b")).hasStatus(status);
        assertThat(outcome.copy().target()).isEqualTo("/app?a=%20b");
        outcome.captured();
        forwarded(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 10, 64 << 10, 1 << 20})
    void a_body_with_its_length_passes(int bytes) throws Exception {
        answer(Answer.status(500).body("no tea"));
        byte[] body = body(bytes);
        ScenarioOutcome outcome =
                runScenario(Raw.post("/app", body)).hasStatus(500).answers("no tea");
        outcome.copies(body);
        outcome.captured();
        forwarded(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 10, 64 << 10, 1 << 20})
    void a_body_in_chunks_passes(int bytes) throws Exception {
        answer(Answer.ok());
        String body = new String(body(bytes), ISO_8859_1);
        String[] chunks = body.split("(?<=\\G.{5000})");
        runScenario(Raw.chunked("/app", chunks)).answers("shadow\n").copies(body);
        forwarded(body.getBytes(UTF_8));
    }

    @Test
    void a_body_above_the_cap_passes_and_is_not_copied() throws Exception {
        answer(Answer.ok());
        byte[] body = body(3 << 20);
        runScenario(Raw.post("/app", body)).answers("shadow\n").dropped(DropReason.BODY_TOO_LARGE);
        forwarded(body);
    }

    /** The client sends no piece before the server behind the proxy has got the one before it. */
    @Test
    void a_slow_body_passes_piece_by_piece() throws Exception {
        answer(exchange -> {
            for (int piece = 0; piece < 3; piece++) {
                exchange.read(3);
                told.add("piece");
            }
            Answer.ok().answer(exchange);
        });
        runScenario(connection -> {
                    connection.send("POST /app HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 9\r\n\r\n");
                    for (String piece : new String[] {"one", "two", "six"}) {
                        connection.send(piece);
                        await("piece");
                    }
                    return connection.read();
                })
                .answers("shadow\n")
                .copies("onetwosix");
        forwarded("onetwosix".getBytes(UTF_8));
    }

    /** The server behind the proxy sends the rest once the client has got what the proxy does not hold back (it never flushes). */
    @Test
    void a_large_answer_passes_while_it_is_made() throws Exception {
        byte[] whole = Answer.status(200).body(body(1 << 20)).bytes();
        answer(exchange -> {
            exchange.readBody();
            exchange.write(whole, 0, 512 << 10);
            waitFor("rest");
            exchange.write(whole, 512 << 10, whole.length - (512 << 10));
        });
        ScenarioOutcome outcome = runScenario(connection -> {
            connection.send(Raw.get("/app").bytes());
            connection.readHead();
            assertThat(connection.readBytes(256 << 10)).isEqualTo(Arrays.copyOf(body(1 << 20), 256 << 10));
            told.add("rest");
            connection.readBytes((1 << 20) - (256 << 10));
            return null;
        });
        outcome.copy();
        outcome.notCaptured(State.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 10, 64 << 10, 3 << 20})
    void answers_of_any_size_pass(int bytes) throws Exception {
        answer(Answer.status(200).body(body(bytes)));
        ScenarioOutcome outcome = runScenario(Raw.get("/app"));
        assertThat(outcome.response().body().bytes()).isEqualTo(body(bytes));
        outcome.copy();
        answer(Answer.status(200).body(body(bytes)).chunked(5000));
        run.settle();
        run.begin();
        outcome = runScenario(Raw.post("/app", "tea"));
        assertThat(outcome.response().body().bytes()).isEqualTo(body(bytes));
        outcome.copies("tea");
    }

    @Test
    void an_expectation_passes_to_the_server_that_decides() throws Exception {
        answer(Answer.ok());
        runScenario(Raw.post("/app", "tea", "Expect: 100-continue"))
                .answers("shadow\n")
                .copies("tea");
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"AFTER_REQUEST", "INSIDE_STATUS_LINE", "INSIDE_RESPONSE_HEADERS", "INSIDE_RESPONSE_BODY"})
    void a_server_that_hangs_up_is_the_proxys_matter(Phase phase) throws Exception {
        answer(Fault.close(phase));
        runScenario(Raw.post("/app", "tea")).hasStatus(502).copies("tea");
    }

    @Test
    void a_client_that_leaves_in_its_body_gets_no_copy() throws Exception {
        answer(exchange -> {
            exchange.read(3);
            told.add("begun");
            exchange.readBody();
        });
        runScenario(connection -> {
                    connection.send("POST /app HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 9\r\n\r\none");
                    await("begun");
                    connection.close();
                    return null;
                })
                .dropped(DropReason.BODY_ABORTED);
    }

    private ScenarioOutcome runScenario(Raw request) throws IOException {
        return runScenario(ScenarioClient.of(request));
    }

    private ScenarioOutcome runScenario(ScenarioClient client) throws IOException {
        return run.runScenario(client);
    }

    /** What the server behind the proxy does, but for the probe. */
    private void answer(Behaviour behaviour) {
        origin.behave(Behaviour.when(
                head -> head.requestLine().target().equals("/ping"),
                Answer.status(200).body("pong"),
                behaviour));
    }

    /** The server behind has got this three times, with the same head. */
    private void forwarded(byte[] body) {
        List<RecordedRequest> got = origin.requests().stream()
                .filter(request -> request.target().startsWith("/app"))
                .toList();
        assertThat(got).hasSize(3);
        assertThat(got).allSatisfy(request -> assertThat(request.body().bytes()).isEqualTo(body));
        assertThat(got)
                .extracting(request -> request.head().text())
                .containsOnly(got.get(0).head().text());
    }

    private void waitFor(String word) throws IOException {
        try {
            await(word);
        } catch (AssertionError e) {
            throw new IOException(e);
        }
    }

    private void await(String word) {
        try {
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(word);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private RunningServer proxy(@Nullable TrafficMirror mirror) throws Exception {
        ServletContextHandler app = new ServletContextHandler("/");
        ServletHolder proxy = new ServletHolder(new AsyncProxyServlet.Transparent());
        proxy.setInitParameter("proxyTo", origin.uri().toString());
        app.addServlet(proxy, "/*");
        if (mirror != null) {
            app.addServletContainerInitializer((classes, context) -> MirrorFilter.register(context, "mirror", mirror));
        }
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(app);
        server.start();
        return new RunningServer(connector.getLocalPort(), server::stop);
    }

    /** Printable, so that it is the same bytes in any charset; no two blocks alike. */
    private static byte[] body(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + (i + i / 26 + i / 1000) % 26);
        }
        return bytes;
    }
}

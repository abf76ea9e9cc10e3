// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateServer;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictCommandTest {
    private static final String SECRET = "s3cret-of-some-length";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private int run(Map<String, String> environment, String... args) {
        return Main.run(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                environment,
                args);
    }

    private int run(String... args) {
        return run(Map.of(), args);
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    private String file(String name, byte[] report) throws IOException {
        return Files.write(directory.resolve(name), report).toString();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void on_a_terminal_the_verdict_has_a_colour_and_no_other_format_has() throws IOException {
        String report = file("a.json", Reports.same(4000));
        Console terminal = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                Map.of(),
                true);

        Main.run(terminal, "verdict", report);
        assertThat(out()).startsWith("\u001b[1m\u001b[32mPASS\u001b").contains("\u001b[0m  orders 2");

        for (String format : List.of("json", "markdown", "html")) {
            out.reset();
            Main.run(terminal, "verdict", report, "--format", format);
            assertThat(out()).contains("PASS").doesNotContain("\u001b");
        }
    }

    @Test
    void reports_of_replicas_are_added_up_and_judged() throws IOException {
        String first = file("a.json", Reports.same(2000));
        String second = file("b.json", Reports.same(2000));

        assertThat(run("verdict", first)).isEqualTo(2);
        assertThat(run("verdict", first, second)).isZero();

        assertThat(out()).contains("INSUFFICIENT  orders 2", "PASS  orders 2");
    }

    @Test
    void a_report_over_a_whole_fleet_is_judged_alone_and_added_to_no_other() throws IOException {
        String fleet = file("a.json", Reports.ofFleet(Reports.same(4000)));
        String replica = file("b.json", Reports.same(2000));

        assertThat(run("verdict", fleet)).isZero();
        assertThat(run("verdict", fleet, fleet)).isEqualTo(70);
        assertThat(run("verdict", replica, fleet)).isEqualTo(70);

        assertThat(err().lines())
                .containsExactly(
                        "error: " + fleet + ": report: must be alone, for it is over a whole fleet",
                        "error: " + fleet + ": report: must be alone, for it is over a whole fleet");
    }

    @Test
    void policies_ask_another_question() throws IOException {
        String report = file("a.json", Reports.same(400));
        String rules = file("rules.yaml", """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: orders}
                spec:
                  rules:
                  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: orders-v2, port: 80}}}]
                ---
                apiVersion: trafficmirror.io/v1alpha1
                kind: MirrorPolicy
                metadata: {name: orders-rules}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: orders}]
                  judgement: {epsilon: 0.05}
                """.getBytes(UTF_8));

        assertThat(run("verdict", report)).isEqualTo(2);
        assertThat(run("verdict", report, "--rules", rules)).isZero();
        assertThat(run("watch", report, "--times", "1", "--rules", rules)).isZero();
        assertThat(run("verdict", "--counts", report, "--rules", rules)).isEqualTo(64);
        assertThat(err()).contains("--counts: is judged by the defaults");
    }

    @Test
    void a_candidate_that_differs_fails_with_its_causes_in_80_columns() throws IOException {
        assertThat(run("verdict", file("a.json", Reports.different(500)))).isEqualTo(1);

        assertThat(out()).startsWith("FAIL  orders 2\n").contains("$.price", "500 of 500 (control 0)");
        assertThat(out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void json_begins_as_the_gate_and_names_the_causes() throws IOException {
        assertThat(run("verdict", "--format", "json", file("a.json", Reports.different(500))))
                .isEqualTo(1);

        assertThat(out())
                .startsWith("{\"verdict\":\"FAIL\",\"code\":1,\"reason\":\"")
                .contains(
                        "\"needs\":0,\"candidate\":\"orders 2\",\"settings\":\"s\",\"causes\":[{\"route\":\"GET /orders\","
                                + "\"path\":\"$.price\",")
                .endsWith("}],\"slower\":[]}\n");
        assertThat(JsonReader.read(out())).isInstanceOf(Map.class);
    }

    @Test
    void markdown_is_for_a_pull_request() throws IOException {
        assertThat(run("verdict", file("a.json", Reports.different(500)), "--format=markdown"))
                .isEqualTo(1);

        assertThat(out()).startsWith("## FAIL: `orders 2`\n").contains("| `GET /orders` `$.price` |");
    }

    @Test
    void insufficient_exits_as_was_asked_for() throws IOException {
        String little = file("a.json", Reports.same(10));

        assertThat(run("verdict", little)).isEqualTo(2);
        assertThat(run("verdict", little, "--insufficient=fail")).isEqualTo(1);
        assertThat(run("verdict", little, "--insufficient=pass")).isZero();
        assertThat(run("verdict", file("b.json", Reports.different(500)), "--insufficient=pass"))
                .isEqualTo(1);
    }

    @Test
    void a_url_is_asked_until_there_is_a_verdict() {
        AtomicInteger looks = new AtomicInteger();
        server.createContext("/mirror/report", exchange -> {
            switch (looks.incrementAndGet()) {
                case 1 -> respond(exchange, 503, new byte[0]);
                case 2 -> respond(exchange, 200, Reports.same(10));
                default -> respond(exchange, 200, Reports.different(500));
            }
        });

        assertThat(run("verdict", url("/mirror/report"), "--wait", "10m", "--every", "5ms"))
                .isEqualTo(1);

        assertThat(looks).hasValue(3);
        assertThat(err().lines())
                .hasSize(2)
                .first()
                .isEqualTo("waiting: " + url("/mirror/report") + ": must be answered with status 200, was 503");
        assertThat(err()).contains("INSUFFICIENT: ");
        assertThat(out()).startsWith("FAIL");
    }

    /** Its status is the same where it has several candidates: what it says tells them apart. */
    @Test
    void a_judge_that_still_reads_is_waited_for() {
        AtomicInteger looks = new AtomicInteger();
        byte[] reading = "the judge still reads\u001b[2J what it had found\n".getBytes(UTF_8);
        server.createContext("/mirror/report", exchange -> {
            boolean first = looks.incrementAndGet() % 2 == 1;
            respond(exchange, first ? 412 : 200, first ? reading : Reports.ofFleet(Reports.different(500)));
        });

        assertThat(run("verdict", url("/mirror/report"), "--wait", "10m", "--every", "5ms"))
                .isEqualTo(1);
        assertThat(run("watch", url("/mirror/report"), "--times", "2", "--every", "5ms"))
                .isEqualTo(1);

        assertThat(looks).hasValue(4);
        assertThat(err().lines())
                .containsExactly("waiting: " + url("/mirror/report")
                        + ": must be answered with status 200, was 412: the judge still reads[2J what it had found");
    }

    @Test
    void a_fault_is_no_fail() throws IOException {
        String rows = new String(Reports.different(500), UTF_8)
                .replace("{\"route\":\"GET /orders\",\"path\"", "{\"route\":\"GET /others\",\"path\"");
        PrintStream broken = new PrintStream(out, false, UTF_8) {
            @Override
            public void print(String text) {
                throw new NoClassDefFoundError("for a test");
            }
        };
        PrintStream errors = new PrintStream(err, false, UTF_8);

        assertThat(run("verdict", file("a.json", rows.getBytes(UTF_8)))).isEqualTo(70);
        for (String command : List.of("verdict", "watch")) {
            Console console = new Console(new ByteArrayInputStream(new byte[0]), broken, errors, Map.of(), false);
            assertThat(Main.run(console, command, file("b.json", Reports.same(10))))
                    .isEqualTo(70);
        }

        assertThat(err()).contains("controlled", "NoClassDefFoundError: for a test");
        assertThat(out()).isEmpty();
    }

    @Test
    void the_wait_has_an_end() {
        server.createContext("/mirror/report", exchange -> respond(exchange, 200, Reports.same(10)));

        assertThat(run("verdict", url("/mirror/report"), "--wait", "50ms", "--every", "5ms"))
                .isEqualTo(2);

        assertThat(out()).startsWith("INSUFFICIENT");
    }

    @Test
    void nobody_there_is_one_line() {
        String nowhere = url("/mirror/report");
        server.stop(0);

        assertThat(run("verdict", nowhere)).isEqualTo(70);

        assertThat(err().lines()).containsExactly("error: " + nowhere + ": can't be connected to");
    }

    @Test
    void a_token_is_brought_and_never_printed() {
        List<String> brought = new CopyOnWriteArrayList<>();
        server.createContext("/mirror/report", exchange -> {
            brought.add(exchange.getRequestHeaders().getFirst("Authorization"));
            respond(exchange, 401, SECRET.getBytes(UTF_8));
        });

        assertThat(run("verdict", url("/mirror/report?key=" + SECRET), "--token", SECRET))
                .isEqualTo(70);
        assertThat(run(Map.of("MIRROR_TOKEN", SECRET), "verdict", url("/mirror/report")))
                .isEqualTo(70);
        assertThat(run("verdict", url("/mirror/report"), "--token", SECRET + "\n"))
                .isEqualTo(64);
        assertThat(run("verdict", "http://[" + SECRET, "--token", SECRET)).isEqualTo(64);
        assertThat(run("verdict", "http://" + SECRET + "@127.0.0.1/", "--token", SECRET))
                .isEqualTo(64);

        assertThat(brought).containsExactly("Bearer " + SECRET, "Bearer " + SECRET);
        assertThat(err()).contains("was 401: see --token").doesNotContain(SECRET);
        assertThat(out()).isEmpty();
    }

    @Test
    void the_gate_of_a_live_verdict_is_read() throws IOException {
        LiveVerdict live = new LiveVerdict(ComparingObserver.builder().build(), "orders 2", Judgement.defaults());
        try (GateServer gate = GateServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), GateHandler.withToken(live, SECRET))) {
            String report = "http://127.0.0.1:" + gate.address().getPort() + "/mirror/report";

            assertThat(run("verdict", report, "--token", SECRET)).isEqualTo(2);
            assertThat(run("verdict", report, "--token", "another")).isEqualTo(70);
        }
        assertThat(out()).startsWith("INSUFFICIENT  orders 2\n");
    }

    @Test
    void a_redirect_is_not_followed() {
        AtomicInteger elsewhere = new AtomicInteger();
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            respond(exchange, 200, Reports.same(10));
        });
        server.createContext("/mirror/report", exchange -> {
            exchange.getResponseHeaders().set("Location", url("/elsewhere"));
            respond(exchange, 302, new byte[0]);
        });

        assertThat(run("verdict", url("/mirror/report"), "--token", SECRET)).isEqualTo(70);

        assertThat(elsewhere).hasValue(0);
        assertThat(err()).contains("was 302");
    }

    @Test
    void a_body_that_does_not_end_runs_into_the_timeout() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/mirror/report", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        assertThat(run("verdict", url("/mirror/report"), "--timeout", "500ms")).isEqualTo(70);
        over.countDown();

        assertThat(err())
                .isEqualTo("error: " + url("/mirror/report") + ": no response within 500 ms" + System.lineSeparator());
    }

    @Test
    void a_body_above_the_limit_is_not_held() {
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[1000]);
                }
            }
        });
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url("/endless"))).build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, head -> new LimitedBody(5000)))
                .isInstanceOf(IOException.class)
                .hasMessage("must be at most 5000 bytes");
    }

    @Test
    void another_experiment_or_no_report_is_refused_in_one_line() throws IOException {
        String first = file("a.json", Reports.same(10));
        String other = file("b.json", Reports.ofCandidate("orders 3"));
        String none = file("c.json", "{}".getBytes(UTF_8));

        assertThat(run("verdict", first, other)).isEqualTo(70);
        assertThat(run("verdict", none)).isEqualTo(70);
        assertThat(run("verdict", directory.resolve("d.json").toString())).isEqualTo(70);

        assertThat(err().lines().toList())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("error: " + other + ": report: must be of "),
                        line -> assertThat(line).startsWith("error: " + none + ": report"),
                        line -> assertThat(line).endsWith("d.json: there is no such file"));
    }

    @Test
    void a_wrong_command_line_is_one_line_and_64() throws IOException {
        String file = file("a.json", Reports.same(10));

        assertThat(run("verdict")).isEqualTo(64);
        assertThat(run("verdict", file, "--counts", file)).isEqualTo(64);
        assertThat(run("verdict", file, "--wait", "30m")).isEqualTo(64);
        assertThat(run("verdict", file, "--timeout", "soon")).isEqualTo(64);
        assertThat(run("verdict", file, "--format", "pdf")).isEqualTo(64);
        assertThat(run("watch")).isEqualTo(64);
        assertThat(run("watch", file, "--times", "0")).isEqualTo(64);

        assertThat(err().lines().filter(line -> !line.equals("--help explains")))
                .hasSize(7)
                .anyMatch(line -> line.contains("must be a number with ms, s, m or h, such as 30m, was soon"));
        assertThat(out()).isEmpty();
    }

    @Test
    void watch_draws_again_what_is_there_now() {
        AtomicInteger looks = new AtomicInteger();
        server.createContext("/mirror/report", exchange -> {
            switch (looks.incrementAndGet()) {
                case 1 -> respond(exchange, 200, Reports.same(10));
                case 2 -> respond(exchange, 500, new byte[0]);
                default -> respond(exchange, 200, Reports.different(500));
            }
        });
        String[] watch = {"watch", url("/mirror/report"), "--every", "5ms", "--times", "3"};

        assertThat(run(Map.of("TERM", "xterm"), watch)).isEqualTo(1);

        assertThat(out().split("\u001b\\[H\u001b\\[2J", -1))
                .hasSize(4)
                .satisfiesExactly(
                        before -> assertThat(before).isEmpty(),
                        text -> assertThat(text).startsWith("INSUFFICIENT  orders 2"),
                        text -> assertThat(text).startsWith("error: ").contains("was 500"),
                        text -> assertThat(text).startsWith("FAIL  orders 2"));
        out.reset();
        assertThat(run(watch)).isEqualTo(1);
        assertThat(out()).doesNotContain("\u001b");
    }

    @Test
    void help_explains_every_command_in_80_columns() {
        for (String command : List.of("explain", "validate", "verdict", "watch")) {
            out.reset();
            assertThat(run(command, "--help")).isZero();
            assertThat(out()).contains("Usage: mirror-cli " + command, "Exit status: ");
            assertThat(out().lines()).allMatch(line -> line.length() <= 80);
        }
        assertThat(out()).contains("--every", "--token", "--timeout");
    }
}

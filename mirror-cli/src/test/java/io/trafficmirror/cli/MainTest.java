// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String ROUTES = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop, namespace: prod}
            spec:
              hostnames: [shop.example]
              rules:
              - backendRefs: [{name: web, port: 80}]
              - name: orders
                matches: [{path: {value: /orders}}]
                filters:
                - type: RequestHeaderModifier
                  requestHeaderModifier: {add: [{name: X-Env, value: shadow}], remove: [Authorization]}
                - type: RequestMirror
                  requestMirror: {backendRef: {name: orders-next, port: 8080}, fraction: {numerator: 1, denominator: 1000000}}
                backendRefs: [{name: orders, port: 80}]
            """;

    @TempDir
    Path directory;

    private String routes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        routes = Files.writeString(directory.resolve("routes.yaml"), ROUTES).toString();
    }

    private int run(String stdin, String... args) throws IOException {
        return Main.run(
                new ByteArrayInputStream(stdin.getBytes(UTF_8)),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                Map.of(),
                args);
    }

    @Test
    void help_explains_both_commands() throws IOException {
        assertThat(run("", "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("explain", "validate", "--stdin-json", "--backend");
    }

    @Test
    void explain_tells_who_wins_who_loses_and_what_the_copy_looks_like() throws IOException {
        int status = run(
                "",
                "explain",
                "--routes",
                routes,
                "--host",
                "shop.example:8080",
                "--path",
                "/orders/7?a=b",
                "--header",
                "Authorization: secret",
                "--header",
                "Accept:text/html");

        assertThat(status).isZero();
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "GET /orders/7?a=b for shop.example:8080",
                        "",
                        "  route prod/shop, rule 1 (orders), match 0: wins",
                        "  route prod/shop, rule 0, match 0: loses: the path prefix of the winner is longer",
                        "",
                        "copy to orders-next at http://orders-next.prod.svc:8080, share 1/1000000",
                        "  GET /orders/7?a=b",
                        "  Host: orders-next.prod.svc:8080",
                        "  Accept: text/html",
                        "  X-Env: shadow",
                        "  X-Shadow-Request: true",
                        "  X-Shadow-Id: -",
                        "  X-Forwarded-Host: shop.example:8080");
    }

    @Test
    void explain_tells_the_control_and_which_rule_meets_a_place() throws IOException {
        Path policy = Files.writeString(directory.resolve("policy.yaml"), """
                apiVersion: trafficmirror.io/v1alpha1
                kind: MirrorPolicy
                metadata: {name: a, namespace: prod}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
                  control: {name: orders, percent: 5}
                  comparison: {rules: [{path: '$.items', setKeys: [id]}, {path: '$.meta', ignore: true}]}
                """);
        String[] explain = {
            "explain",
            "--routes",
            routes,
            "--routes",
            policy.toString(),
            "--host",
            "shop.example",
            "--path",
            "/orders",
            "--place"
        };

        assertThat(run("", with(explain, "$.items"))).isZero();
        assertThat(run("", with(explain, "$.meta.at"))).isZero();
        assertThat(run("", with(explain, "$.total"))).isZero();
        assertThat(run("", with(explain, "items"))).isEqualTo(2);
        assertThat(out.toString(UTF_8).lines())
                .contains("place $.items: as a list of objects that are recognised by id, by the rule for $.items")
                .contains("place $.meta.at: not compared, by the rule for $.meta")
                .contains("place $.total: compared as it is")
                .anyMatch(
                        line -> line.startsWith("control, copy to orders at http://") && line.endsWith("share 5/100"));
        assertThat(err.toString(UTF_8)).contains("--place: path: must begin with $, or be status or header.NAME");
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    @Test
    void explain_says_why_nothing_is_copied() throws IOException {
        run("", "explain", "--routes", routes, "--host", "other.example");
        assertThat(out.toString(UTF_8))
                .contains("does not match: host \"other.example\" is none of [shop.example]")
                .endsWith("no rule matches: no copy\n");
        out.reset();
        run("", "explain", "--routes", routes, "--host", "shop.example");
        assertThat(out.toString(UTF_8)).endsWith("the rule has no mirror: no copy\n");
        out.reset();
        run(
                "",
                "explain",
                "--routes",
                routes,
                "--host",
                "shop.example",
                "--path",
                "/orders",
                "--header",
                "X-Shadow-Request:true");
        assertThat(out.toString(UTF_8)).contains("no copy would be made: it is a copy itself");
    }

    @Test
    void lines_of_json_are_answered_in_order_and_wrong_ones_do_not_end_it() throws IOException {
        String lines = """
                {"host":"SHOP.example","method":"GET","path":"/orders?x=1","headers":{"Accept":["a","b"],"X":"\\u00e9"}}
                {"host":"shop.example","path":"/"}
                {"host":null,"method":"GET","path":"/orders","headers":{}}

                {"host":1}
                not json
                {"path":"/a b"}
                {"pth":"/"}
                {"headers":{"Host":"shop.example"},"path":"/orders","method":"PURGE"}
                """;

        assertThat(run(
                        lines,
                        "explain",
                        "--routes",
                        routes,
                        "--backend",
                        "prod/orders-next=http://127.0.0.1:9",
                        "--stdin-json"))
                .isZero();

        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "{\"route\":\"shop\",\"rule\":1,\"match\":0,\"backends\":[\"orders\"],\"mirrors\":[{\"backend\":\"orders-next\","
                                + "\"url\":\"http://127.0.0.1:9\",\"share\":\"1/1000000\",\"host\":\"127.0.0.1:9\",\"path\":\"/orders?x=1\","
                                + "\"headers\":{\"Accept\":[\"a\",\"b\"],\"X\":\"é\",\"X-Env\":\"shadow\",\"X-Shadow-Request\":\"true\","
                                + "\"X-Shadow-Id\":\"-\",\"X-Forwarded-Host\":\"SHOP.example\"}}]}",
                        "{\"route\":\"shop\",\"rule\":0,\"match\":0,\"backends\":[\"web\"],\"mirrors\":[]}",
                        "{\"route\":null,\"rule\":null,\"match\":null,\"backends\":[],\"mirrors\":[]}",
                        "{\"error\":\"JSON: ends too early, at character 1\"}",
                        "{\"error\":\"host must be text\"}",
                        "{\"error\":\"JSON: must have a value at character 1\"}",
                        "{\"error\":\"path must be a request target without spaces, ISO-8859-1 at most\"}",
                        "{\"error\":\"\\\"pth\\\" is unknown; allowed: host, method, path, headers\"}",
                        "{\"route\":\"shop\",\"rule\":1,\"match\":0,\"backends\":[\"orders\"],\"mirrors\":[{\"backend\":\"orders-next\","
                                + "\"url\":\"http://127.0.0.1:9\",\"share\":\"1/1000000\",\"host\":\"127.0.0.1:9\",\"path\":\"/orders\","
                                + "\"headers\":{\"X-Env\":\"shadow\",\"X-Shadow-Request\":\"true\",\"X-Shadow-Id\":\"-\","
                                + "\"X-Forwarded-Host\":\"shop.example\"}}]}");
    }

    @Test
    void every_line_is_answered_before_the_next_is_read() throws Exception {
        try (PipedOutputStream requests = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(requests);
                PipedOutputStream answers = new PipedOutputStream();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new PipedInputStream(answers), UTF_8))) {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
                try (PrintStream to = new PrintStream(answers, false, UTF_8)) {
                    return Main.run(in, to, System.err, Map.of(), "explain", "--routes", routes, "--stdin-json");
                }
            });
            Writer writer = new OutputStreamWriter(requests, UTF_8);
            for (int i = 0; i < 3; i++) {
                writer.write("{\"host\":\"shop.example\",\"path\":\"/\"}\n");
                writer.flush();
                assertThat(lines.readLine()).startsWith("{\"route\":\"shop\"");
            }
            writer.close();
            assertThat(status.get(30, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void validate_exits_with_1_and_all_errors_or_with_0_and_warnings() throws IOException {
        assertThat(run("", "validate", "--routes", routes)).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("valid: 1 routes, 0 warnings\n");
        Path bad = Files.writeString(directory.resolve("bad.yaml"), ROUTES.replace("shop.example", "Shop.example"));

        assertThat(run(
                        "",
                        "validate",
                        "--routes",
                        routes,
                        bad.toString(),
                        directory.resolve("none").toString()))
                .isEqualTo(1);

        assertThat(err.toString(UTF_8).lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("error: " + directory))
                .anyMatch(line -> line.contains("bad.yaml:5:15: spec.hostnames[0]: must be a lower-case DNS name"))
                .anyMatch(line -> line.contains("bad.yaml:1:1: must have another name than the routes before it"))
                .anyMatch(line -> line.endsWith("none: must be a file or a directory, was nothing there"));
    }

    @Test
    void a_wrong_command_line_is_told_and_exits_with_2() throws IOException {
        assertThat(run("", "exlain")).isEqualTo(2);
        assertThat(run("", "explain")).isEqualTo(2);
        assertThat(run("", "explain", "--routes")).isEqualTo(2);
        assertThat(run("", "explain", "--routes", routes, "--hots", "a")).isEqualTo(2);
        assertThat(run("", "explain", "--routes", routes, "--header", "nocolon"))
                .isEqualTo(2);
        assertThat(run("", "validate", "--routes", routes, "--stdin-json")).isEqualTo(2);
        assertThat(run("", "explain", "--routes", routes, "--stdin-json", "--host", "a"))
                .isEqualTo(2);
        assertThat(run("", "validate", "--routes", routes, "--backend", "a=ftp://b"))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains(
                        "option: must be --routes or --backend, was --stdin-json",
                        "command: must be explain, validate, verdict, watch or compare, was exlain",
                        "--routes: needs a value");
    }

    @Test
    void it_runs_as_a_process_and_exits_with_its_status() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "kind: [");
        Path report = directory.resolve("report");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.trafficmirror.cli.Main",
                        "validate",
                        "--routes",
                        bad.toString())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        process.getOutputStream().close();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(report))
                .startsWith("error: " + bad + ":1:8: must be YAML: ")
                .hasLineCount(1);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            --bogus              | --bogus: unknown argument; --help lists those there are
            --compare 1000001    | --compare: must be 0..1000000, was "1000001"
            --rate 1001          | --rate: must be 0..1000, was "1001"
            --gate-port 65536    | --gate-port: must be 0..65535, was "65536"
            --port 65536         | --port: must be 0..65535, was "65536"
            --port -1            | --port: must be 0..65535, was "-1"
            --port               | --port: needs a number 0..65535, was given nothing
            --share 101          | --share: must be 0..100, was "101"
            --share=1.5          | --share: must be 0..100, was "1.5"
            --requests many      | --requests: must be 0..1000000, was "many"
            --serve=yes          | --serve: takes no value, was given "yes"
            --access-log         | --access-log: only with --serve; without it both logs are shown anyway
            --shadow ftp://a     | --shadow: target "ftp://a": needs a scheme, http or https; allowed: http[s]://host[:port]
            --shadow http://a/b  | --shadow: target "http://a/***": must not have a path; use a URLRewrite filter; allowed: http[s]://host[:port]
            """)
    void a_wrong_argument_is_one_clear_line_and_exit_status_2(String args, String message) {
        DemoRun run = DemoRun.of(args.split(" "));

        assertThat(run.err()).containsExactly("mirror-demo: " + message);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: HTTPRoute        | kind: [                  | routes.yaml
            kind: HTTPRoute        | kind: Route              | must be an HTTPRoute
            port: 8000}}           | port: 8000, prt: 1}}   | prt: unknown field
            port: 8000}}           | port: 8000}, percent: 101} | percent
            name: httpbin2,        |                          | name
            """)
    void a_manifest_that_can_t_be_used_is_one_clear_line_and_exit_status_2(
            String part, @Nullable String broken, String named) throws IOException {
        String manifest = """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: a}
                spec:
                  rules:
                  - filters:
                    - type: RequestMirror
                      requestMirror: {backendRef: {name: httpbin2, port: 8000}}
                """;
        Path file = Files.writeString(dir.resolve("routes.yaml"), manifest.replace(part, broken == null ? "" : broken));

        DemoRun run = DemoRun.of("--routes", file.toString(), "--requests", "0");

        assertThat(run.err()).hasSize(1).allMatch(line -> line.startsWith("mirror-demo: ") && line.contains(named));
        assertThat(run.err().get(0)).containsPattern("routes\\.yaml:\\d+:\\d+: ");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void a_manifest_that_is_not_there_is_one_clear_line() {
        DemoRun run = DemoRun.of("--routes", dir.resolve("none.yaml").toString());

        assertThat(run.err()).hasSize(1).allMatch(line -> line.contains("none.yaml"));
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void a_port_that_is_taken_is_one_clear_line_and_exit_status_1() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DemoRun run = DemoRun.of("--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.err())
                    .containsExactly("mirror-demo: primary: cannot start on 127.0.0.1:" + taken.getLocalPort());
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void help_explains_every_option() {
        DemoRun run = DemoRun.of("--help");

        assertThat(String.join("\n", run.out()))
                .contains(
                        "--shadow", "--routes", "--share", "--port", "--jaxrs", "--no-filter", "--requests", "--serve")
                .contains(
                        "--compare",
                        "--no-faults",
                        "--rate",
                        "--gate-port",
                        "--access-log",
                        "--help",
                        "Exit status: 0");
        assertThat(run.status()).isZero();
    }
}

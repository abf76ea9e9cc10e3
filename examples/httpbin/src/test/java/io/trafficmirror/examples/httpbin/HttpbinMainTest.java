// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpbinMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_explains_the_options() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("--port N", "--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--port 65536", "--port -1", "--what", ""})
    void a_wrong_argument_is_one_line_and_status_2(String arguments) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
    }

    @Test
    void a_taken_port_is_one_line_and_status_1() throws IOException {
        try (HttpbinServer server = HttpbinServer.builder("main").start()) {
            assertThat(run("--port", String.valueOf(server.uri().getPort()))).isEqualTo(1);
        }
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
    }

    private int run(String... arguments) {
        return HttpbinMain.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verdict --counts}, for anyone's own simulations. */
class VerdictCountsTest {
    private static final String CLEAN =
            "{\"exchanges\":3398,\"mismatches\":0,\"controlled\":0,\"shadowOnly\":0,\"controlOnly\":0}\n";
    private static final String WORSE =
            "{\"exchanges\":5000,\"mismatches\":50,\"controlled\":5000,\"shadowOnly\":50,\"controlOnly\":0}\n";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String stdin, String... args) {
        return Main.run(
                new ByteArrayInputStream(stdin.getBytes(UTF_8)),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                Map.of(),
                args);
    }

    @Test
    void each_line_of_a_file_gets_a_line() throws IOException {
        Path file = Files.writeString(directory.resolve("counts.jsonl"), CLEAN + WORSE);

        assertThat(run("", "verdict", "--counts", file.toString())).isZero();

        assertThat(out.toString(UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"logFailDifference\":") && line.contains("\"logPassRaw\":"));
        assertThat(out.toString(UTF_8).lines().toList().get(0)).startsWith("{\"verdict\":\"PASS\",");
        assertThat(out.toString(UTF_8).lines().toList().get(1)).startsWith("{\"verdict\":\"FAIL\",");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void what_is_piped_in_is_judged_too() {
        assertThat(run(CLEAN, "verdict", "--counts", "/dev/stdin")).isZero();
        assertThat(run(WORSE, "verdict", "--counts", "-")).isZero();

        assertThat(out.toString(UTF_8).lines()).hasSize(2);
    }

    @Test
    void a_bad_line_is_named_in_one_line_behind_the_good_ones() {
        assertThat(run(CLEAN + "{\"exchanges\":1,\"mismatches\":2}\n", "verdict", "--counts", "/dev/stdin"))
                .isEqualTo(70);

        assertThat(out.toString(UTF_8).lines()).hasSize(1);
        assertThat(err.toString(UTF_8))
                .isEqualTo("error: /dev/stdin: counts: mismatches: must be at most exchanges 1, was 2 (line 2)"
                        + System.lineSeparator());
    }

    @Test
    void a_file_that_is_not_there_is_named_in_one_line() {
        String file = directory.resolve("none").toString();

        assertThat(run("", "verdict", "--counts", file)).isEqualTo(70);

        assertThat(err.toString(UTF_8).lines()).containsExactly("error: " + file + ": there is no such file");
    }

    @Test
    void a_directory_is_named_in_one_line() {
        assertThat(run("", "verdict", "--counts", directory.toString())).isEqualTo(70);

        assertThat(err.toString(UTF_8).lines()).hasSize(1).allMatch(line -> line.startsWith("error: " + directory));
    }

    @Test
    void a_wrong_command_line_exits_with_64_because_2_is_a_verdict() {
        assertThat(run("", "verdict")).isEqualTo(64);
        assertThat(run("", "verdict", "--counts")).isEqualTo(64);
        assertThat(run("", "verdict", "--conts", "a")).isEqualTo(64);

        assertThat(err.toString(UTF_8)).contains("--counts: needs a value").doesNotContain("\tat ");
    }

    @Test
    void help_explains_options_and_exit_statuses() {
        assertThat(run("", "verdict", "--help")).isZero();

        assertThat(out.toString(UTF_8)).contains("--counts", "64", "70");
        assertThat(out.toString(UTF_8).lines()).allMatch(line -> line.length() <= 80);
    }
}

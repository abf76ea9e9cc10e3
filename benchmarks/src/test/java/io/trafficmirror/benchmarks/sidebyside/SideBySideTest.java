// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SideBySideTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "help", "one --help", "matrix --help", "report --help", "one --rate 5 -h"})
    void help_is_printed_and_nothing_is_started(String line) throws IOException {
        assertThat(run(line)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("matrix", "report", "one", "--variants");
        assertThat(err.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "two, two: unknown command",
        "one --speed 5, --speed: unknown argument",
        "one rate, expected --name",
        "one --rate fast, --rate: must be a whole number",
        "one --variants NONE;NAIF, --variants: must be of",
        "one --shadow asleep, shadow: must be one of",
        "matrix --only nothing, --only: must be of",
        "report --minutes 5, --minutes: unknown argument",
    })
    void a_wrong_argument_is_one_line_and_nothing_is_started(String line, String says) throws IOException {
        assertThat(run(line.replace(';', ','))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains(says, "--help");
        assertThat(out.size()).isZero();
    }

    private int run(String line) throws IOException {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
        return SideBySide.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}

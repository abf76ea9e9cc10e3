// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of this directory that ask before they build. */
class ScriptsTest {
    @ParameterizedTest
    @CsvSource({
        "soak --help, SECONDS, 0",
        "soak 60 -h, SECONDS, 0",
        "copy-cost --help, -Drounds, 0",
        "micro --help, -Dhasty, 0",
        "cold-start --help, --variants, 0",
        "fleet --help, --partitions, 0",
        "fleet 5, expected pairs, 2",
        "causes --help, --no-faults, 0",
        "causes --seed x, --seed, 2",
        "soak, SECONDS, 2",
        "soak a minute, SECONDS, 2",
        "copy-cost --rounds, --rounds, 2",
        "compare-cost --help, -Dhasty, 0",
        "compare-cost 5, unknown argument 5, 2",
        "micro 5, unknown argument 5, 2"
    })
    void help_and_wrong_arguments_start_nothing(String line, String says, int status) throws Exception {
        Process process = new ProcessBuilder(("./" + line).split(" ", -1))
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(status);
        assertThat(said).contains(says);
    }
}

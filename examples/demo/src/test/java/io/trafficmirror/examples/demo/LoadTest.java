// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void every_copy_is_accounted_for() {
        DemoRun run = DemoRun.of("--requests", "480", "--compare", "0");

        assertThat(run.status()).as("%s %s", run.out(), run.err()).isZero();
        assertThat(run.count("selected")).isEqualTo(216).isEqualTo(run.count("dropped") + run.count("sent"));
        assertThat(run.count("sent")).isEqualTo(run.count("answered") + run.count("failed"));
        assertThat(run.out())
                .contains("  Closed: selected = not sampled + dropped + sent, sent = answered + failed.")
                .anyMatch(line -> line.startsWith("  mirroring off"))
                .anyMatch(line -> line.startsWith("  mirroring on"));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_share_of_zero_copies_nothing() {
        DemoRun run = DemoRun.of("--requests", "240", "--compare", "0", "--share", "0");

        assertThat(run.status()).as("%s", run.out()).isZero();
        assertThat(run.count("not sampled")).isEqualTo(run.count("selected")).isEqualTo(108);
        assertThat(run.count("sent")).isZero();
    }

    @Test
    void an_error_of_the_primary_fails_the_run() {
        Promises promises = new Promises();
        promises.require(true, "not this");
        assertThat(promises.areKept()).isTrue();

        promises.require(false, "2 errors of the primary");

        assertThat(promises.areKept()).isFalse();
        assertThat(promises).hasToString("Broken: 2 errors of the primary");
    }
}

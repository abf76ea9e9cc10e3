// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void is_read_as_it_was_written() {
        Sample sample =
                new Sample("get-half", "mirror_10", 3, Map.of("p99", 1234.0, "cpu", 0.25, "drop.queue_full", 7.0));
        assertThat(Sample.parse(sample.toJson())).isEqualTo(sample);
    }

    @Test
    void leaves_out_what_is_no_number() {
        Sample sample = new Sample("s", "v", 1, Map.of("cpu", Double.NaN, "delivered", Double.POSITIVE_INFINITY));
        assertThat(sample.toJson()).isEqualTo("{\"scenario\":\"s\",\"variant\":\"v\",\"round\":1}");
        assertThat(sample.figure("missing")).isNaN();
    }

    @Test
    void refuses_another_line() {
        assertThatThrownBy(() -> Sample.parse("{\"a\":1}")).hasMessageContaining("not a sample");
    }

    @Test
    void ratios_are_taken_within_a_round() {
        Samples all = new Samples(List.of(
                sample("base", 1, 100),
                sample("base", 2, 200),
                sample("mine", 1, 50),
                sample("mine", 2, 400),
                sample("mine", 3, 1)));
        assertThat(all.of("s", "mine").ratio(all.of("s", "base"), "x")).isEqualTo(new Spread(1.25, 0.5, 2, 2));
    }

    private static Sample sample(String variant, int round, double x) {
        return new Sample("s", variant, round, Map.of("x", x));
    }
}

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
    void says_why_it_counts_for_nothing() {
        Sample refused = new Sample("s", "v", 1, Map.of("x", 1.0)).refusedFor("a \"reason\", with commas");
        assertThat(Sample.parse(refused.toJson())).isEqualTo(refused);
        assertThat(new Samples(List.of(refused)).counting().isEmpty()).isTrue();
    }

    @Test
    void nothing_is_not_less_than_nothing() {
        assertThat(Spread.of(-0.2).median("%.0f")).isEqualTo("0");
        assertThat(Spread.of(-0.2).median("%.1f")).isEqualTo("-0.2");
        assertThat(Spread.of(-2, -0.1, 3).all("%.0f")).isEqualTo("0 (-2–3)");
    }

    @Test
    void a_median_of_few_numbers_is_known_no_better_than_they_spread_and_that_of_many_better() {
        Spread few = Spread.of(1, 2, 3, 4, 5);
        assertThat(few.low()).isEqualTo(1);
        assertThat(few.high()).isEqualTo(5);
        double[] many = new double[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        assertThat(Spread.of(many).low()).isBetween(30.0, 45.0);
        assertThat(Spread.of(many).high()).isBetween(55.0, 70.0);
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
        assertThat(all.of("s", "mine").ratio(all.of("s", "base"), "x")).isEqualTo(new Spread(1.25, 0.5, 2, 0.5, 2, 2));
    }

    private static Sample sample(String variant, int round, double x) {
        return new Sample("s", variant, round, Map.of("x", x));
    }
}

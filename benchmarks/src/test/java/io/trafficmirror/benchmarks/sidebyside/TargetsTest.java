// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final String NOTHING_SAMPLED = "rules present, nothing sampled";
    private static final String HANGING = "shadow hanging, against no filter";
    private static final String BACK = "sink, broker back in the middle: p99";
    private static final String GARBAGE = "garbage per delivered small copy, against the naive filter, saturation";

    @Test
    void says_what_is_met_what_is_not_and_what_was_not_measured() {
        assertThat(row(NOTHING_SAMPLED, get("none", 1000, 0), get("mirror_0", 995, 0)))
                .contains("0.995")
                .contains("| yes |");
        assertThat(row(NOTHING_SAMPLED, get("none", 1000, 0), get("mirror_0", 980, 0)))
                .contains("| **no** |");
        assertThat(row(NOTHING_SAMPLED)).contains("not measured");
    }

    @Test
    void a_target_that_only_the_better_end_of_the_interval_meets_is_not_shown() {
        assertThat(row(NOTHING_SAMPLED, get("none", 1000, 0), rounds(900, 980, 1000, 1010, 1100)))
                .contains("| not shown |");
    }

    @Test
    void what_was_refused_counts_for_nothing() {
        assertThat(row(NOTHING_SAMPLED, get("none", 1000, 0), refused(get("mirror_0", 995, 0))))
                .contains("not measured");
    }

    @Test
    void an_error_of_the_primary_is_a_miss_at_any_speed() {
        List<Sample> none = sample("get-saturation-hanging", "none", Map.of("perSecond", 100.0, "errors", 0.0));
        List<Sample> mine = sample("get-saturation-hanging", "mirror_100", Map.of("perSecond", 100.0, "errors", 1.0));
        assertThat(row(HANGING, none, mine)).contains("5 errors").contains("| **no** |");
    }

    @Test
    void a_copy_costs_what_a_request_costs_more_than_without_it_for_each_that_arrived() {
        List<Sample> none = get("none", 1000, 1000);
        List<Sample> mine = get("mirror_all", 1000, 2000);
        List<Sample> naive = get("naive", 1000, 6000);
        assertThat(row(GARBAGE, none, mine, naive)).contains("0.200").contains("| yes |");
    }

    @Test
    void so_it_is_where_each_variant_has_rounds_of_its_own_with_the_application_alone() {
        List<Sample> none = get("none", 1000, 1000);
        List<Sample> mine = shifted(get("mirror_all", 1000, 2000), 5000);
        List<Sample> naive = shifted(get("naive", 1000, 6000), 15_100);
        assertThat(row(GARBAGE, shifted(none, 5000), mine, shifted(none, 15_100), naive))
                .contains("0.200")
                .contains("| yes |");
    }

    @Test
    void a_sink_is_measured_against_the_same_without_it() {
        List<Sample> none = sample(Matrix.GET_500_SINK, "none", Map.of("p99", 500.0, "cpu", 50.0));
        List<Sample> without = sample(Matrix.GET_500_SINK, "mirror_compare_all", Map.of("p99", 1000.0, "cpu", 100.0));
        List<Sample> with = sample(Matrix.GET_500_SINK, "mirror_sink_back", Map.of("p99", 1010.0, "cpu", 101.0));
        assertThat(row(BACK, none, without, with))
                .contains("≤ 1.02")
                .contains("| 1.010 (1.010–1.010); CPU per request 1.010")
                .contains("| yes |");
        assertThat(row(BACK, none, without)).contains("not measured");
        assertThat(row("sink, no broker", none, without, with)).contains("not measured");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static String row(String of, List<Sample>... samples) {
        return new Targets(new Samples(Stream.of(samples).flatMap(List::stream).toList()))
                .table()
                .lines()
                .filter(line -> line.contains(of))
                .findFirst()
                .orElseThrow();
    }

    private static List<Sample> get(String variant, double perSecond, double garbage) {
        return sample(Matrix.GET_FULL, variant, Map.of("perSecond", perSecond, "garbage", garbage, "delivered", 1.0));
    }

    private static List<Sample> shifted(List<Sample> samples, int rounds) {
        return samples.stream()
                .map(sample ->
                        new Sample(sample.scenario(), sample.variant(), sample.round() + rounds, sample.figures()))
                .toList();
    }

    private static List<Sample> refused(List<Sample> samples) {
        return samples.stream()
                .map(sample -> sample.refusedFor("requests in error"))
                .toList();
    }

    private static List<Sample> rounds(double... perSecond) {
        List<Sample> samples = new ArrayList<>();
        for (double figure : perSecond) {
            samples.add(new Sample(Matrix.GET_FULL, "mirror_0", samples.size() + 1, Map.of("perSecond", figure)));
        }
        return samples;
    }

    /** The same in each of five rounds. */
    private static List<Sample> sample(String scenario, String variant, Map<String, Double> figures) {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(round -> new Sample(scenario, variant, round, figures))
                .toList();
    }
}

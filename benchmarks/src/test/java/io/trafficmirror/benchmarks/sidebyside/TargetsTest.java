// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final String NOTHING_SAMPLED = "rules present, nothing sampled";
    private static final String HANGING = "shadow hanging, against no filter";
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
    void an_error_of_the_primary_is_a_miss_at_any_speed() {
        Sample none = sample("get-saturation-hanging", "none", Map.of("perSecond", 100.0, "errors", 0.0));
        Sample mine = sample("get-saturation-hanging", "mirror_100", Map.of("perSecond", 100.0, "errors", 1.0));
        assertThat(row(HANGING, none, mine)).contains("1 errors").contains("| **no** |");
    }

    @Test
    void a_copy_costs_what_a_request_costs_more_than_without_it_for_each_that_arrived() {
        Sample none = get("none", 1000, 1000);
        Sample mine = get("mirror_all", 1000, 2000);
        Sample naive = get("naive", 1000, 6000);
        assertThat(row(GARBAGE, none, mine, naive)).contains("0.200").contains("| yes |");
    }

    private static String row(String of, Sample... samples) {
        return new Targets(new Samples(List.of(samples)))
                .table()
                .lines()
                .filter(line -> line.contains(of))
                .findFirst()
                .orElseThrow();
    }

    private static Sample get(String variant, double perSecond, double garbage) {
        return sample(Matrix.GET_FULL, variant, Map.of("perSecond", perSecond, "garbage", garbage, "delivered", 1.0));
    }

    private static Sample sample(String scenario, String variant, Map<String, Double> figures) {
        return new Sample(scenario, variant, 1, figures);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColdTextTest {
    @Test
    void a_round_is_the_geometric_mean_of_its_two_passes() {
        Samples samples = new Samples(List.of(
                slice("none-1", 1, 100),
                slice("hanging-1", 1, 25),
                slice("hanging-1", 2, 400),
                slice("none-1", 2, 400)));

        assertThat(new ColdText(samples).text())
                .contains(
                        "{\"ratio\":\"perSecond\",\"slice\":\"from-second-2\",\"variant\":\"hanging-1\",\"median\":0.500")
                .contains("\"rounds\":1}");
    }

    @Test
    void a_round_without_one_of_its_passes_says_nothing() {
        Samples samples =
                new Samples(List.of(slice("hanging-1", 1, 25), slice("hanging-1", 2, 400), slice("none-1", 2, 400)));

        assertThat(new ColdText(samples).text()).startsWith("# no slice has a whole round");
    }

    private static Sample slice(String variant, int pass, double perSecond) {
        return new Sample("from-second-2", variant, pass, Map.of("perSecond", perSecond, "p99", 1.0));
    }
}

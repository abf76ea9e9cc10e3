// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CombinationTest {
    @Test
    void a_mean_is_the_same_bits_in_any_order() {
        List<Double> logs = new ArrayList<>(List.of(-3.0, 2.5, 1e-9, 0.1, 700.0, -800.0, 699.9));
        WeightedMean first = new WeightedMean();
        logs.forEach(log -> first.add(0.1, log));
        Collections.reverse(logs);
        WeightedMean second = new WeightedMean();
        logs.forEach(log -> second.add(0.1, log));

        assertThat(first.logEvidence()).isEqualTo(second.logEvidence());
        assertThat(first.logEvidence()).isCloseTo(700 + Math.log(0.1 * (1 + Math.exp(-0.1))), within(1e-12));
    }

    @Test
    void weights_beyond_one_are_refused() {
        WeightedMean mean = new WeightedMean();
        mean.add(0.7, 1);

        assertThatThrownBy(() -> mean.add(0.7, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void e_bh_rejects_the_largest_set_that_its_bound_allows() {
        double[] logs = {Math.log(70), 0, Math.log(60), Math.log(50), Math.log(10)};

        assertThat(EBenjaminiHochberg.rejected(logs, 5, 0.05)).containsExactly(0, 2, 3);
        assertThat(EBenjaminiHochberg.rejected(logs, 8, 0.05)).isEmpty();
        assertThat(EBenjaminiHochberg.rejected(new double[] {Math.log(200)}, 10, 0.05))
                .containsExactly(0);
    }

    @Test
    void a_restart_forgets_what_came_before_the_change() {
        BudgetTest test = BudgetTest.above(0.001);
        List<BudgetTest.Block> blocks = new ArrayList<>(Collections.nCopies(100, new BudgetTest.Block(1000, 0, 0)));
        assertThat(test.logRestarted(blocks)).isLessThan(Math.log(100));

        blocks.addAll(Collections.nCopies(3, new BudgetTest.Block(1000, 10, 0)));

        assertThat(test.logEvidence(103_000, 30, 0)).isNegative();
        assertThat(test.logRestarted(blocks)).isGreaterThan(Math.log(10_000));
    }

    @Test
    void blocks_of_two_processes_merge_by_addition() {
        RateTest test = RateTest.above(0.001);

        assertThat(test.logRestarted(List.of(new RateTest.Block(500, 3), new RateTest.Block(70, 0))))
                .isEqualTo(test.logRestarted(List.of(new RateTest.Block(200 + 300, 1 + 2), new RateTest.Block(70, 0))));
    }

    @Test
    void what_is_needed_is_what_is_needed() {
        RateTest rate = RateTest.below(0.001);
        assertThat(rate.needs(0.05, 0, 0)).hasValue(3398);
        assertThat(rate.needs(0.05, 398, 0)).hasValue(3000);
        assertThat(rate.needs(0.05, 1000, 1)).isEqualTo(OptionalLong.empty());

        BudgetTest above = BudgetTest.above(0.001);
        long needs = above.needs(0.05, 100, 1, 0).orElseThrow();
        assertThat(above.logEvidence(100 + 100 * (needs / 100), 1 + needs / 100, 0))
                .isLessThan(Math.log(20));
        assertThat(above.logEvidence(200 + 100 * (needs / 100), 2 + needs / 100, 0))
                .isGreaterThan(Math.log(20));
    }

    @Test
    void a_confidence_sequence_holds_what_was_seen_and_narrows() {
        ConfidenceSequence none = ConfidenceSequence.ofRate(0, 0, 0.05);
        assertThat(none).isEqualTo(new ConfidenceSequence(0, 1));

        ConfidenceSequence rate = ConfidenceSequence.ofRate(10_000, 100, 0.05);
        assertThat(rate.low()).isBetween(0.006, 0.0085);
        assertThat(rate.high()).isBetween(0.0125, 0.015);

        ConfidenceSequence excess = ConfidenceSequence.ofExcess(100_000, 1500, 500, 0.05);
        assertThat(excess.low()).isBetween(0.007, 0.0095);
        assertThat(excess.high()).isBetween(0.0105, 0.013);
        assertThat(ConfidenceSequence.ofExcess(0, 0, 0, 0.05)).isEqualTo(new ConfidenceSequence(-1, 1));
    }

    @Test
    void a_ratio_at_its_limit_is_no_evidence_and_beyond_it_is() {
        RatioTest test = RatioTest.above(2);

        assertThat(test.logEvidence(2000, 1000, 0)).isNegative();
        assertThat(test.logEvidence(0, 0, 1000)).isNegative();
        assertThat(test.logEvidence(400, 100, 0)).isGreaterThan(Math.log(20));
    }

    @Test
    void a_sample_of_fixed_size_gives_the_exact_tail() {
        assertThat(FixedSample.logLowerTail(2994, 0, 0.001)).isLessThan(Math.log(0.05) + 1e-3);
        assertThat(FixedSample.logLowerTail(2993, 0, 0.001)).isCloseTo(2993 * Math.log1p(-0.001), within(1e-12));
        assertThat(FixedSample.logLowerTail(4741, 1, 0.001)).isCloseTo(Math.log(0.05), within(1e-3));
        assertThat(FixedSample.logLowerTail(10, 3, 0.5)).isCloseTo(Math.log(176.0 / 1024), within(1e-13));
        assertThat(FixedSample.logLowerTail(10, 6, 0.5)).isZero();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers that the documents state. */
class EvidenceTest {
    private static final double PROVED = Math.log(20);

    @Test
    void seven_pairs_of_one_sort_prove_a_difference() {
        assertThat(SequentialMcNemar.logEvidence(6, 0)).isLessThan(PROVED);
        assertThat(SequentialMcNemar.logEvidence(7, 0)).isGreaterThanOrEqualTo(PROVED);
        assertThat(SequentialMcNemar.logEvidence(7, 0)).isCloseTo(Math.log(255 / 8.0), within(1e-14));
    }

    @Test
    void clean_exchanges_prove_a_rate_below_the_limit() {
        RateTest test = RateTest.below(0.001);

        assertThat(test.logEvidence(3397, 0)).isLessThan(PROVED);
        assertThat(test.logEvidence(3398, 0)).isGreaterThanOrEqualTo(PROVED);
        assertThat(test.logEvidence(7315, 1)).isGreaterThanOrEqualTo(PROVED);
        assertThat(test.logEvidence(7314, 1)).isLessThan(PROVED);
    }

    @Test
    void nothing_seen_is_no_evidence() {
        assertThat(SequentialMcNemar.logEvidence(0, 0)).isCloseTo(0, within(1e-15));
        assertThat(BudgetTest.above(0.001).logEvidence(0, 0, 0)).isCloseTo(0, within(1e-15));
        assertThat(BudgetTest.below(0.001).logEvidence(0, 0, 0)).isCloseTo(0, within(1e-15));
        assertThat(RateTest.below(0.001).logEvidence(0, 0)).isCloseTo(0, within(1e-15));
    }

    /** At the boundary each observation multiplies the evidence by one on average; beyond it, by less. */
    @Test
    void the_next_observation_adds_nothing_on_average_where_the_null_hypothesis_holds() {
        double budget = 0.01;
        long[][] seen = {{0, 0, 0}, {1000, 9, 3}, {40_000, 700, 290}, {5, 5, 0}};
        for (long[] s : seen) {
            for (double noise : List.of(0.0, 0.001, 0.3)) {
                BudgetTest above = BudgetTest.above(budget);
                assertThat(growth(above, s, noise + budget, noise)).isCloseTo(1, within(1e-10));
                assertThat(growth(above, s, noise, noise)).isLessThan(1);
                BudgetTest below = BudgetTest.below(budget);
                assertThat(growth(below, s, noise + budget, noise)).isCloseTo(1, within(1e-10));
                assertThat(growth(below, s, noise + 2 * budget, noise)).isLessThan(1);
            }
        }
        RateTest below = RateTest.below(budget);
        RateTest above = RateTest.above(budget);
        for (long hits : List.of(0L, 3L, 40L)) {
            assertThat(growth(below, hits, budget)).isCloseTo(1, within(1e-10));
            assertThat(growth(below, hits, 2 * budget)).isLessThan(1);
            assertThat(growth(above, hits, budget)).isCloseTo(1, within(1e-10));
            assertThat(growth(above, hits, budget / 2)).isLessThan(1);
        }
    }

    private static double growth(BudgetTest test, long[] s, double first, double second) {
        double now = test.logEvidence(s[0], s[1], s[2]);
        return first * Math.exp(test.logEvidence(s[0] + 1, s[1] + 1, s[2]) - now)
                + second * Math.exp(test.logEvidence(s[0] + 1, s[1], s[2] + 1) - now)
                + (1 - first - second) * Math.exp(test.logEvidence(s[0] + 1, s[1], s[2]) - now);
    }

    private static double growth(RateTest test, long hits, double rate) {
        double now = test.logEvidence(2000, hits);
        return rate * Math.exp(test.logEvidence(2001, hits + 1) - now)
                + (1 - rate) * Math.exp(test.logEvidence(2001, hits) - now);
    }

    @Test
    void counts_up_to_ten_to_the_twelve_keep_their_digits() {
        long n = 1_000_000_000_000L;

        assertThat(SequentialMcNemar.logEvidence(n / 2, n / 2))
                .isCloseTo(0.5 * Math.log(Math.PI / 2 / (double) n), within(1e-9));
        assertThat(SequentialMcNemar.logEvidence(n, 0))
                .isCloseTo((n + 1) * Math.log(2) - Math.log(n + 1.0), within(1e-3));
        assertThat(RateTest.below(0.001).logEvidence(n, n))
                .isCloseTo(n * Math.log(0.75) + Math.log(0.125), within(1e-3));
        assertThat(BudgetTest.above(0.001).logEvidence(n, n / 1000, 0)).isNegative();
    }

    @Test
    void more_stakes_than_capital_is_refused() {
        assertThatThrownBy(() -> BudgetTest.above(0.5, List.of(0.7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stake: must be above 0 and leave capital, was 0.7");
    }

    @Test
    void impossible_counts_are_refused_by_name() {
        assertThatThrownBy(() -> BudgetTest.above(0.5).logEvidence(3, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("firstOnly 2 and secondOnly 2 are more than pairs 3");
        assertThatThrownBy(() -> SequentialMcNemar.logEvidence(-1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("firstOnly: must be 0..");
    }
}

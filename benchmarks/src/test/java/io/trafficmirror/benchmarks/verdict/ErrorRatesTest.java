// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulation of {@code benchmarks/verdict-error-rates}, with fewer runs. One seed: it gives the same figures each time. */
class ErrorRatesTest {
    private static final long SEED = 16;
    private static final double PROMISED = 0.05;

    private final ErrorRates rates = new ErrorRates(SEED, 1000);
    private final SampleSizes sizes = new SampleSizes(SEED, 1000);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0001, 0.001})
    void pass_and_fail_are_wrong_at_most_as_often_as_promised_at_the_boundary(double noise) {
        assertThat(rates.pass(noise, 1, 30_000)).isBetween(0.001, PROMISED);
        assertThat(rates.fail(noise, 1, 30_000)).isBetween(0.001, PROMISED);
    }

    @Test
    void the_simulation_agrees_with_the_exact_recursion() {
        assertThat(rates.passRaw(1, 30_000)).isCloseTo(Exact.passed(ErrorRates.BUDGET, 30_000), within(0.02));
        assertThat(Exact.passed(ErrorRates.BUDGET, 60_000)).isBetween(0.04, PROMISED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ONE_SIDED_BURSTS")
    void test_a_is_not_misled_by_what_depends_on_the_order(Noise noise) {
        assertThat(rates.difference(noise, 1500)).isBetween(0.01, PROMISED);
    }

    /** The simulation sees what is wrong: with bursts that no coin evens out, the promise does not hold. */
    @Test
    void one_sided_bursts_are_seen_to_mislead() {
        assertThat(rates.difference(Noise.ONE_SIDED_BURSTS, 1500)).isGreaterThan(0.3);
        assertThat(rates.passRaw(50, 30_000)).isGreaterThan(0.3);
    }

    @Test
    void the_judge_as_a_whole_is_wrong_at_most_as_often_as_promised_and_finds_one_row() {
        WholeJudge whole = new WholeJudge(SEED, 60);

        assertThat(whole.falseFail(2000)).isLessThanOrEqualTo(PROMISED);
        assertThat(whole.found(0.01, 10_000)).isBetween(1000, 2600);
        assertThat(new WholeJudge(SEED, 1000).slowerAtTheBoundary(30_000)).isBetween(0.005, PROMISED);
    }

    @Test
    void sample_sizes_are_as_promised() {
        assertThat(sizes.pass(1e-12, 0.95)).isEqualTo(3398);
        assertThat(Exact.passed(0.0001, 9500)).isGreaterThanOrEqualTo(0.95);
        assertThat(sizes.difference(0.01, 0, 500, 1, 0.95)).isBetween(2000L, 2600L);
        assertThat(sizes.difference(1, 0, 8, 0, 0.95)).isBetween(7L, 15L);
        assertThat(sizes.difference(0.0198, 0.0098, 1, 0, 0.95)).isBetween(3000L, 6500L);
    }
}

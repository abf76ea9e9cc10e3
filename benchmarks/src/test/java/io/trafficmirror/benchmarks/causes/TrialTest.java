// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The run of {@code benchmarks/causes}, smaller. */
class TrialTest {
    private static final Size SMALL = new Size(6, 28, 150, 8);

    @ParameterizedTest
    @ValueSource(longs = {15, 41})
    void every_planted_fault_is_found_at_its_place_and_nothing_else(long seed) {
        Trial trial = Trial.run(seed, SMALL);

        assertThat(trial.noisyRows()).isGreaterThanOrEqualTo(6 * 28);
        assertThat(trial.faults()).hasSize(8).allSatisfy(fault -> {
            assertThat(trial.causeOf(fault)).as("%s", fault).isPresent();
            assertThat(trial.hasRightAttribute(fault)).as("%s", fault).isTrue();
        });
        assertThat(trial.causes()).hasSizeLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(longs = {15, 41})
    void without_faults_nothing_is_found(long seed) {
        assertThat(Trial.run(seed, SMALL.withoutFaults()).causes()).isEmpty();
    }
}

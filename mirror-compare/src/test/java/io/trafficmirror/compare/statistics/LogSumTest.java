// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogSumTest {
    @Test
    void adds_what_would_overflow() {
        assertThat(LogSum.of(1e6, 1e6)).isCloseTo(1e6 + Math.log(2), within(1e-9));
    }

    @Test
    void nothing_is_a_summand() {
        assertThat(LogSum.of(Double.NEGATIVE_INFINITY, -3)).isEqualTo(-3);
        assertThat(LogSum.of(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }
}

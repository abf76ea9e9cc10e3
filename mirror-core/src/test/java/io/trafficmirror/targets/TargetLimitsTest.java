// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message names the setting, what was given and what is allowed. */
class TargetLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void the_queue_has_a_length(int given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetLimits.DEFAULT.withMaxQueued(given))
                .withMessage("maxQueued: must be 1..1000000, was " + given);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void copies_in_flight_are_bounded(int given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetLimits.DEFAULT.withMaxInFlight(given))
                .withMessage("maxInFlight: must be 1..10000, was " + given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.1S"})
    void times_are_above_zero_and_at_most_a_day(Duration given) {
        String allowed = ": must be above 0 and at most 24h, was " + given;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetLimits.DEFAULT.withMaxQueueAge(given))
                .withMessage("maxQueueAge" + allowed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetLimits.DEFAULT.withConnectTimeout(given))
                .withMessage("connectTimeout" + allowed);
    }

    @Test
    void a_deadline_of_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetLimits.DEFAULT.withDeadline(Duration.ZERO))
                .withMessageContaining("must be above 0 and at most 24h, was PT0S");
    }

    @Test
    void connecting_may_not_take_longer_than_everything() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetLimits.DEFAULT.withConnectTimeout(Duration.ofSeconds(11)))
                .withMessage("connectTimeout: must be at most the deadline (PT10S), was PT11S");
    }

    @Test
    void a_shorter_deadline_shortens_connecting() {
        TargetLimits limits = TargetLimits.DEFAULT.withDeadline(Duration.ofMillis(100));

        assertThat(limits.connectTimeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(limits.deadline()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void nothing_may_be_missing() {
        assertThatNullPointerException()
                .isThrownBy(() -> TargetLimits.DEFAULT.withMaxQueueAge(null))
                .withMessage("maxQueueAge");
        assertThatNullPointerException()
                .isThrownBy(() -> TargetLimits.DEFAULT.withBreaker(null))
                .withMessage("breaker");
        assertThatNullPointerException()
                .isThrownBy(() -> new BreakerRules(1, 1, 1, SECOND, null))
                .withMessage("breaker.maxProbeInterval");
    }

    @Test
    void the_breaker_has_sensible_numbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerRules(0, 50, 100, SECOND, SECOND))
                .withMessage("breaker.consecutiveFailures: must be 1 or more, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerRules(1, 101, 100, SECOND, SECOND))
                .withMessage("breaker.failurePercent: must be 1..100, was 101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerRules(1, 50, 0, SECOND, SECOND))
                .withMessage("breaker.window: must be 1..10000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerRules(1, 50, 100, Duration.ofSeconds(2), SECOND))
                .withMessage("breaker.probeInterval: must be above 0 and at most maxProbeInterval (PT1S), was PT2S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerRules(1, 50, 100, SECOND, Duration.ofDays(2)))
                .withMessage("breaker.maxProbeInterval: must be at most 24h, was PT48H");
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WakeupRateTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final WakeupRate wakeupRate = new WakeupRate(32, 0);

    @Test
    void waits_for_events_while_nothing_is_known() {
        assertThat(wakeupRate.gather(0)).isZero();
    }

    @Test
    void waits_for_events_while_calls_are_rare() {
        arrive(50);

        assertThat(wakeupRate.gather(0)).isZero();
    }

    @Test
    void lets_frequent_calls_come_together() {
        arrive(500);

        assertThat(wakeupRate.gather(0)).isEqualTo(20 * MILLI);
        assertThat(wakeupRate.gather(10)).isEqualTo(20 * MILLI);
    }

    @Test
    void gathers_no_more_than_half_of_the_connections_carry() {
        arrive(8_000);

        assertThat(wakeupRate.gather(0)).isEqualTo(2 * MILLI);
    }

    @Test
    void does_not_sleep_where_a_sleep_would_be_too_short_to_pay() {
        arrive(40_000);

        assertThat(wakeupRate.gather(0)).isZero();
    }

    @Test
    void does_not_sleep_while_connections_might_run_out() {
        arrive(500);

        assertThat(wakeupRate.gather(23)).isZero();
    }

    @Test
    void waits_for_events_again_soon_after_the_calls_have_stopped() {
        arrive(1_000);
        long now = SECOND;
        int rounds = 0;
        while (wakeupRate.gather(0) > 0) {
            now += 10 * MILLI;
            wakeupRate.arrived(0, now);
            rounds++;
        }

        assertThat(rounds).isBetween(1, 10);
    }

    @Test
    void looks_for_answers_soon_and_then_now_and_then() {
        assertThat(WakeupRate.look(10 * MILLI, 0, true)).isEqualTo(10 * MILLI);
        assertThat(WakeupRate.look(10 * MILLI, 5, true)).isEqualTo(MILLI);
        assertThat(WakeupRate.look(9 * MILLI, 5, false)).isEqualTo(4 * MILLI);
        assertThat(WakeupRate.look(MILLI, 5, false)).isEqualTo(MILLI);
    }

    /** A second of calls at this rate, evenly. */
    private void arrive(int perSecond) {
        for (long now = 0; now <= SECOND; now += 20 * MILLI) {
            wakeupRate.arrived(now == 0 ? 0 : perSecond / 50, now);
        }
    }
}

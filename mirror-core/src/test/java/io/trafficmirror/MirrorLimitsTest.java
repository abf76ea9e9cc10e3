// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MirrorLimitsTest {
    @Test
    void a_primary_is_waited_for_as_long_as_is_set() {
        MirrorLimits limits = MirrorLimits.defaults();
        assertThat(limits.maxPrimaryWait()).isEqualTo(Duration.ofMinutes(15));
        MirrorLimits hour = limits.withMaxPrimaryWait(Duration.ofHours(1));
        assertThat(hour.withCpuShare(1).withMaxBytesHeld(1 << 20).withMaxResponseBytes(0))
                .isEqualTo(new MirrorLimits(1 << 20, 1, 0, Duration.ofHours(1), Duration.ofSeconds(30)));
    }

    @Test
    void a_wait_that_is_too_short_or_too_long_is_refused() {
        for (Duration wrong : new Duration[] {Duration.ofMillis(999), Duration.ofSeconds(-1), Duration.ofHours(169)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MirrorLimits.defaults().withMaxPrimaryWait(wrong))
                    .withMessage("maxPrimaryWait: must be 1s..7d, was " + wrong);
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkCountersTest {
    private static final int TIMES = 1_000;

    private final SinkCounters counters = new SinkCounters(1 << 20);

    /** Where memory has ended, a record that is lost must still be counted, and leave its room. */
    @Test
    void to_count_takes_no_memory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        count(); // linked, and beyond the numbers that the JDK keeps
        long before = threads.getCurrentThreadAllocatedBytes();
        count();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8 * TIMES);
        assertThat(counters.account())
                .isEqualTo(new SinkAccount(
                        4 * TIMES,
                        0,
                        Map.of(SinkDropReason.SINK_FAILED, 2L * TIMES, SinkDropReason.SINK_TOO_LARGE, 2L * TIMES),
                        0,
                        0,
                        0));
    }

    private void count() {
        for (int i = 0; i < TIMES; i++) {
            counters.admit(100);
            counters.dropped(100, SinkDropReason.SINK_FAILED);
            counters.refuse(SinkDropReason.SINK_TOO_LARGE);
        }
    }
}

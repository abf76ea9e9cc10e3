// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

class ProcessCpuTest {
    private static final long WORK_NANOS = 100_000_000L;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test
    void a_thread_that_began_and_ended_between_two_looks_counts() throws Exception {
        ProcessCpu cpu = new ProcessCpu();
        long before = cpu.nanos();
        Thread other = new Thread(this::work);
        other.start();
        other.join();

        long used = cpu.nanos() - before;

        assertThat(used).isGreaterThan(WORK_NANOS / 2);
        assertThat(cpu.nanos()).isGreaterThanOrEqualTo(before + used);
    }

    private void work() {
        long until = threads.getCurrentThreadCpuTime() + WORK_NANOS;
        while (threads.getCurrentThreadCpuTime() < until) {
            Thread.onSpinWait();
        }
    }
}

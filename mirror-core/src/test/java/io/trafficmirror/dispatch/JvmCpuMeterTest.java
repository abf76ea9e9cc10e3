// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmCpuMeterTest {
    private static final long WORK_NANOS = 50_000_000L;

    private final ThreadMXBean times = ManagementFactory.getThreadMXBean();
    private final MirrorThreads threads = new MirrorThreads();
    private final JvmCpuMeter meter = new JvmCpuMeter(threads, System::nanoTime, () -> 0L);
    private final CountDownLatch worked = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void what_a_thread_has_used_is_counted_once_though_memory_ends_behind_it() throws InterruptedException {
        Thread busy = threads.named("busy", this::work);
        busy.start();
        worked.await();
        Thread last = new WithoutMemoryOnce(busy.getThreadGroup(), this::idle);
        last.start();
        assertThatThrownBy(meter::mirrorNanos).isInstanceOf(OutOfMemoryError.class);

        long counted = meter.mirrorNanos();

        assertThat(counted)
                .isGreaterThanOrEqualTo(WORK_NANOS)
                .isLessThanOrEqualTo(times.getThreadCpuTime(busy.getId()) + times.getThreadCpuTime(last.getId()));
    }

    private void work() {
        while (times.getCurrentThreadCpuTime() < WORK_NANOS) {
            Thread.onSpinWait();
        }
        worked.countDown();
        idle();
    }

    private void idle() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that a library has started. */
    private static final class WithoutMemoryOnce extends Thread {
        private boolean asked;

        WithoutMemoryOnce(ThreadGroup group, Runnable work) {
            super(group, work, "without-memory");
            setDaemon(true);
        }

        @Override
        public long getId() {
            if (!asked) {
                asked = true;
                throw new OutOfMemoryError("on purpose");
            }
            return super.getId();
        }
    }
}

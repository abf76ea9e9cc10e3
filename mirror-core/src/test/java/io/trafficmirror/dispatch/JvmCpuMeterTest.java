// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmCpuMeterTest {
    private static final long WORK_NANOS = 50_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final ThreadMXBean times = ManagementFactory.getThreadMXBean();
    private final MirrorThreads threads = new MirrorThreads();
    private final JvmCpuMeter meter = new JvmCpuMeter(threads, System::nanoTime, () -> 0L);
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private long readAt;
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

    /** Nobody asks while the share is not used up: the first reading of a burst is one of the pause before it. */
    @Test
    void what_was_idle_in_a_pause_is_not_taken_for_idle_in_the_burst_behind_it() {
        long pause = 60 * SECOND;
        JvmCpuMeter idleBefore = new JvmCpuMeter(threads, clock::get, () -> 0L, () -> busySinceLast(pause));
        clock.set(pause + 60_000_000L);
        assertThat(idleBefore.machineLoad()).isLessThan(0.1);

        clock.addAndGet(120_000_000L);

        assertThat(idleBefore.machineLoad()).isEqualTo(1.0);
        double before = idleBefore.machineLoad();
        reads.set(0);
        clock.addAndGet(SECOND / 4);
        assertThat(idleBefore.machineLoad()).isEqualTo(before);
        assertThat(reads).as("it is dear").hasValue(0);
    }

    /** All processors are busy from then on. */
    private double busySinceLast(long from) {
        long now = clock.get();
        double busy = Math.max(0, now - Math.max(from, readAt)) / (double) (now - readAt);
        readAt = now;
        reads.incrementAndGet();
        return busy;
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

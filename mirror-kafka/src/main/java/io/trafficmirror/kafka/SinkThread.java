// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.time.Duration;
import java.util.function.Consumer;

/** The daemon thread of a sink. Safe for concurrent use. */
final class SinkThread {
    private static final Duration UNWILLING = Duration.ofSeconds(2);

    private final Thread thread;

    private SinkThread(Thread thread) {
        this.thread = thread;
    }

    static SinkThread start(Runnable loop, String name) {
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        thread.start();
        return new SinkThread(thread);
    }

    /**
     * Tells the loop to end, and waits for it; what doesn't end in time is interrupted.
     *
     * @param grace how long it may take
     */
    void close(Consumer<Duration> loop, Duration grace) {
        loop.accept(grace);
        boolean interrupted = false;
        long end = System.nanoTime() + grace.toNanos();
        try {
            thread.join(Math.max(1, grace.toMillis()));
            while (thread.isAlive() && System.nanoTime() - end < UNWILLING.toNanos()) {
                thread.interrupt();
                thread.join(100);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

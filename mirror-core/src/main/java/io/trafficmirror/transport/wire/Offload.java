// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread for work that may block or take long, made when there is some and gone when there is none. Safe for concurrent use. */
final class Offload implements Executor {
    private static final long KEEP_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    Offload(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(
                1,
                1,
                KEEP_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory,
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the task later; after {@link #close} it is thrown away. */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Interrupts what runs and waits for it, at most this long; true if an interrupt, which is cleared, cut the wait short. */
    boolean close(Duration atMost) {
        threads.shutdownNow();
        try {
            return threads.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS) && Thread.interrupted();
        } catch (InterruptedException e) {
            return true;
        }
    }
}

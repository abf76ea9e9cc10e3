// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The daemon threads of a gate: a client that is slow holds one of them, and not for ever. Safe for concurrent use. */
final class GateThreads implements Executor, AutoCloseable {
    /*
     * How it works. The JDK's server reads a request and writes its response on one of these threads, and waits for its client without an end. Its settings
     * for that are of the whole process, and would reach a server of the application. But a thread that is interrupted while it waits closes the
     * connection, and is free.
     */
    static final int COUNT = 8;

    private final Duration most;
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT, GateThreads::daemon);
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, GateThreads::daemon);

    /**
     * Threads.
     *
     * @param most how long a request may take, from its first byte to the last of its response
     */
    GateThreads(Duration most) {
        this.most = most;
        clock.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "traffic-mirror-gate");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable request) {
        threads.execute(() -> {
            RequestWatch watch = new RequestWatch();
            Future<?> tooLate = clock.schedule(watch, most.toNanos(), TimeUnit.NANOSECONDS);
            try {
                request.run();
            } finally {
                watch.end();
                tooLate.cancel(false);
            }
        });
    }

    /** Ends all at once. Idempotent. */
    @Override
    public void close() {
        threads.shutdownNow();
        clock.shutdownNow();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The daemon threads of one shadow: as many as there are connections at once. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Threads {
    private static final long JOIN_MS = 60_000;

    private final Set<Thread> started = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private final String name;
    private final ExecutorService pool =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), this::start);

    public Threads(String name) {
        this.name = name;
    }

    public void run(Runnable task) {
        pool.execute(task);
    }

    /** Waits until every thread has ended; their tasks must have been told to. Must not be called by one of them. */
    public void close() {
        pool.shutdownNow();
        started.forEach(Threads::join);
    }

    public static void join(Thread thread) {
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread start(Runnable task) {
        started.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        Thread thread = new Thread(task, name + "-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        started.add(thread);
        return thread;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries news from request and transport threads to listeners, on one thread of its own. Bounded: what does not fit is lost and
 * counted. Offering never waits. Safe for concurrent use.
 */
public final class EventPump {
    private static final int CAPACITY = 8192;

    private final BlockingQueue<Runnable> news = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final Consumer<Throwable> faults;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * A pump that is not started yet.
     *
     * @param threads makes its thread
     * @param faults hears what listeners throw
     */
    public EventPump(Function<Runnable, Thread> threads, Consumer<Throwable> faults) {
        this.faults = faults;
        this.thread = threads.apply(this::run);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Has something told; false, and counted, if it is lost. */
    public boolean offer(Runnable telling) {
        if (!stopped && news.offer(telling)) {
            return true;
        }
        lost.incrementAndGet();
        return false;
    }

    private void run() {
        while (!stopped || !news.isEmpty()) {
            try {
                Runnable next = news.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.run();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Throwable t) {
                faults.accept(t);
            }
        }
    }

    /** News that was lost so far. */
    public long lost() {
        return lost.get();
    }

    /** Tells what is left, then ends the thread, at most so many milliseconds later. */
    public void stop(long millis) {
        stopped = true;
        try {
            thread.join(Math.max(1, millis));
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

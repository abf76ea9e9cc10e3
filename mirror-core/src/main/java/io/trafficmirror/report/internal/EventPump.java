// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries news from request and transport threads to listeners, on one thread of its own. Bounded: what does not fit is lost and
 * counted. Offering never waits. Safe for concurrent use.
 */
public final class EventPump {
    private static final int CAPACITY = 8192;

    /** No news, but what wakes a thread that waits for some. Never lost, for it is nothing. */
    private enum Wake implements News {
        UP;

        @Override
        public void tell() {}
    }

    private final MonitorQueue<News> waiting;
    private final AtomicLong lost = new AtomicLong();
    private final Consumer<Throwable> faults;
    private final Function<Runnable, Thread> threads;

    /** Null until started: on JDK 17 a thread that is made and never started keeps its group for ever. */
    private volatile @Nullable Thread thread;

    private volatile boolean stopped;

    /** Set once nobody takes news any more: whoever adds some after that takes it out again. */
    private volatile boolean ended;

    /**
     * A pump that is not started yet.
     *
     * @param threads makes its thread
     * @param faults takes what listeners throw
     */
    public EventPump(Function<Runnable, Thread> threads, Consumer<Throwable> faults) {
        this(CAPACITY, threads, faults);
    }

    /** The same, in which so many may wait, 1 or more. */
    public EventPump(int capacity, Function<Runnable, Thread> threads, Consumer<Throwable> faults) {
        this.waiting = new MonitorQueue<>(capacity);
        this.faults = faults;
        this.threads = threads;
    }

    /** Starts the thread. */
    public void start() {
        Thread made = threads.apply(this::run);
        thread = made;
        made.start();
    }

    /**
     * Has something told, or loses it, and counts it, before this returns. An Error, for want of stack or memory, leaves it with the caller,
     * who may not know whether it is told.
     */
    public void offer(News news) {
        if (stopped || !waiting.offer(news)) {
            lose(news);
        } else if (ended) {
            loseAll();
        }
    }

    /** Counts something as lost that was not even offered. */
    public void lose() {
        lost.incrementAndGet();
    }

    private void lose(News news) {
        lost.incrementAndGet();
        try {
            news.lost();
        } catch (RuntimeException e) {
            faults.accept(e);
        }
    }

    private void loseAll() {
        for (News news = waiting.poll(); news != null; news = waiting.poll()) {
            try {
                if (news != Wake.UP) {
                    lose(news);
                }
            } catch (Throwable t) {
                faults.accept(t);
            }
        }
    }

    private void run() {
        while (!ended && !(stopped && waiting.isEmpty())) {
            try {
                waiting.take().tell();
            } catch (InterruptedException e) {
                // From stop(), then the loop ends; or left behind by a listener, and the next one shall be called all
                // the same.
            } catch (Throwable t) {
                faults.accept(t);
            }
        }
    }

    /** News that was lost so far. */
    public long lost() {
        return lost.get();
    }

    /** Whether something waits to be told, or is being told. Never to a listener, for which nothing more is told while it asks. */
    public boolean isBusy() {
        return !Thread.currentThread().equals(thread) && !waiting.isIdle();
    }

    /** Tells what is left, for at most so many milliseconds, loses the rest, and ends the thread. */
    public void stop(long millis) {
        stopped = true;
        // If there is no room for it, the thread is not waiting.
        waiting.offer(Wake.UP);
        Thread running = thread;
        if (running != null) {
            await(running, Math.max(1, millis));
            ended = true;
            running.interrupt();
        }
        ended = true;
        loseAll();
    }

    private static void await(Thread running, long millis) {
        try {
            running.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

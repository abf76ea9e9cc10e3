// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The one thread that looks after deadlines, ages and shares: every 50 ms while anything is under way, five times a second
 * otherwise. It outlives whatever a round throws, because without it no deadline would hold.
 */
public final class Housekeeper {
    private static final long BUSY_NANOS = 50_000_000L;
    private static final long IDLE_NANOS = 200_000_000L;

    private final List<Runnable> chores;
    private final BooleanSupplier busy;
    private final Consumer<Throwable> faults;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * A housekeeper that is not started yet.
     *
     * @param chores what is done each time, in this order; one that throws ends nothing but itself
     * @param busy whether anything is under way
     * @param faults takes what the other two throw; does not throw itself
     */
    public Housekeeper(MirrorThreads threads, List<Runnable> chores, BooleanSupplier busy, Consumer<Throwable> faults) {
        this.chores = List.copyOf(chores);
        this.busy = busy;
        this.faults = faults;
        this.thread = threads.named("housekeeper", this::run);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, round() ? BUSY_NANOS : IDLE_NANOS);
            // An interrupt means nothing here, and would keep the thread from ever waiting again.
            Thread.interrupted();
        }
    }

    private boolean round() {
        for (int i = 0; i < chores.size(); i++) { // without an iterator, for which there may be no memory
            try {
                chores.get(i).run();
            } catch (Throwable t) {
                faults.accept(t);
            }
        }
        try {
            return busy.getAsBoolean();
        } catch (Throwable t) {
            faults.accept(t);
            return true;
        }
    }

    /** Ends the thread and waits for it, at most for so long. */
    public void stop(long nanos) {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Math.max(1, nanos / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

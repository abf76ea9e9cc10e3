// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.internal.EventPump;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Transforms copies on one thread of its own. Bounded: what does not fit is dropped, and so is what waits, or is worked at, for too long.
 * Handing over never waits. Safe for concurrent use.
 */
final class Transformer {
    /** Each holds its body within the byte budget; this bounds how far the order of many small ones may lag behind. */
    private static final int MOST_WAITING = 1024;

    private final EventPump pump;
    private final Consumer<Throwable> faults;
    private final LongSupplier clock;

    /** Copies that wait or are being transformed. */
    private final Set<TransformedCopy> open = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** Whether nothing is waited for any more. */
    private volatile boolean stopped;

    private boolean started;

    /**
     * A transformer that is not started yet.
     *
     * @param threads makes its thread
     * @param faults takes what transformations throw; does not throw itself
     */
    Transformer(Function<Runnable, Thread> threads, Consumer<Throwable> faults, LongSupplier clock) {
        this.pump = new EventPump(MOST_WAITING, threads, faults);
        this.faults = faults;
        this.clock = clock;
    }

    /** Starts the thread, if there is none. Called under one lock. */
    void start() {
        if (!started && !closed) {
            pump.start();
            started = true;
        }
    }

    /** Has a copy transformed, or drops it before this returns. */
    void accept(TransformedCopy copy) {
        copy.handedOverAt(clock.getAsLong());
        open.add(copy);
        pump.offer(copy);
    }

    /** It waits no more. */
    void done(TransformedCopy copy) {
        open.remove(copy);
    }

    /** Why a copy is dropped that the thread does not get to. */
    DropReason reasonOfLoss() {
        return closed ? DropReason.CLOSED : DropReason.QUEUE_FULL;
    }

    /** Whether a copy waits or is being transformed. */
    boolean isBusy() {
        return !open.isEmpty();
    }

    /** Drops what has waited for too long, or is being transformed for too long, and all after the end. Called by one thread now and then. */
    void sweep() {
        long now = clock.getAsLong();
        for (TransformedCopy copy : List.copyOf(open)) {
            if (stopped || copy.isExpired(now)) {
                drop(copy, stopped ? DropReason.CLOSED : DropReason.QUEUE_EXPIRED);
            }
        }
    }

    /** One that an Error keeps from being dropped stays for the next sweep, and holds up no other. */
    private void drop(TransformedCopy copy, DropReason reason) {
        try {
            copy.dropped(reason);
            open.remove(copy);
        } catch (Throwable t) {
            faults.accept(t);
        }
    }

    /** Drops what waits, and what is being transformed after so many milliseconds. */
    void stop(long millis) {
        closed = true;
        pump.stop(millis);
        stopped = true;
        List.copyOf(open).forEach(copy -> drop(copy, DropReason.CLOSED));
    }
}

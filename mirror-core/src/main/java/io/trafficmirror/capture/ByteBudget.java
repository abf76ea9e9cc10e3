// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all copies together may hold: captured, queued, in flight, kept for comparison. Safe for concurrent use.
 *
 * <p>What is held never exceeds the limit, not even for a moment: a reservation is taken before the memory is.
 */
public final class ByteBudget {
    /** What even a copy without a body takes, about. */
    private static final long SMALLEST_COPY = 1024;

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final CaptureWork work = new CaptureWork();

    /** A budget of so many bytes, 0 or more. */
    public ByteBudget(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("byte budget: must be 0 or more, was " + limit);
        }
        this.limit = limit;
    }

    /** Takes the bytes, 0 or more, if they can be had; lock-free. */
    public boolean tryReserve(long bytes) {
        long now = held.get();
        while (bytes <= limit - now) {
            long seen = held.compareAndExchange(now, now + bytes);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    /**
     * The same, but only while no more than half of the budget is held with it: for what is better not lost but should not push
     * others out.
     */
    boolean tryReserveSpare(long bytes) {
        long now = held.get();
        while (bytes <= limit / 2 - now) {
            long seen = held.compareAndExchange(now, now + bytes);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    /**
     * The same, but only while no more than three quarters of the budget are held with it: what observers would like to see gives way
     * before a copy does.
     */
    public boolean tryReserveForObservation(long bytes) {
        long most = limit - limit / 4;
        long now = held.get();
        while (bytes <= most - now) {
            long seen = held.compareAndExchange(now, now + bytes);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    /** Gives back what was taken. */
    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /** What filling the bytes has cost so far. */
    public CaptureWork work() {
        return work;
    }

    /** Bytes held at this moment. */
    public long held() {
        return held.get();
    }

    /** The most that may be held, in bytes. */
    public long limit() {
        return limit;
    }

    /** Whether nothing is left for even a small copy. */
    public boolean isSpent() {
        return limit - held.get() < SMALLEST_COPY;
    }
}

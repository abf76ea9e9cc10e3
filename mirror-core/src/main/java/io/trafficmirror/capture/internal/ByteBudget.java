// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that all copies together may hold: captured, queued, in flight, kept for comparison. Safe for concurrent use.
 *
 * <p>What is held never exceeds the limit, not even for a moment: a reservation is taken before the memory is. Segments that wait for their
 * next use count too, and give way to whoever needs the room.
 */
public final class ByteBudget {
    /** What even a copy without a body takes, about. */
    private static final long SMALLEST_COPY = 1024;

    /** Rounds of the housekeeper between two times that idle segments are let go. */
    private static final int ROUNDS = 20;

    private final long limit;

    /** What copies hold and what lies in the pool: a segment changes hands with its charge, and nothing changes here. */
    private final AtomicLong taken = new AtomicLong();

    private final SegmentPool pool;
    private final CaptureWork work = new CaptureWork();

    /** A budget of so many bytes, 0 or more. */
    public ByteBudget(long limit) {
        this(limit, used -> {});
    }

    /** {@code used} is shown each segment that goes to the pool. */
    ByteBudget(long limit, Consumer<byte[]> used) {
        if (limit < 0) {
            throw new IllegalArgumentException("byte budget: must be 0 or more, was " + limit);
        }
        this.limit = limit;
        this.pool = new SegmentPool(limit / SegmentPool.CHARGE, used);
    }

    /** Takes the bytes, 0 or more, if they can be had; lock-free. */
    public boolean tryReserve(long bytes) {
        return tryReserve(bytes, limit);
    }

    /**
     * The same, but only while no more than half of the budget is held with it: for what is better not lost but should not push
     * others out.
     */
    boolean tryReserveSpare(long bytes) {
        return tryReserve(bytes, limit / 2);
    }

    /**
     * The same, but only while no more than three quarters of the budget are held with it: what observers would like to see gives way
     * before a copy does.
     */
    public boolean tryReserveForObservation(long bytes) {
        return tryReserve(bytes, mostForObservation());
    }

    private boolean tryReserve(long bytes, long most) {
        long now = taken.get();
        while (bytes <= most - (now - pool.charge())) {
            if (bytes > limit - now) {
                evict();
                now = taken.get();
            } else {
                long seen = taken.compareAndExchange(now, now + bytes);
                if (seen == now) {
                    return true;
                }
                now = seen;
            }
        }
        return false;
    }

    /** Lets an idle segment go, if there is one. */
    private void evict() {
        taken.addAndGet(0); // once without effect: what follows the pop does not fail for want of stack
        if (pool.pop() != null) {
            taken.addAndGet(-SegmentPool.CHARGE);
        }
    }

    /** Gives back what was taken. */
    public void release(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** An idle segment, with its charge, if no more than {@code most} bytes are held with it; null if there is none. */
    byte @Nullable [] idleSegment(long most) {
        return held() + SegmentPool.CHARGE <= most ? pool.pop() : null;
    }

    /** Gives back a segment with its charge, to the pool if nobody can read it any more. One effect, or none if an Error breaks it off. */
    void giveBack(Chunk segment, boolean reusable) {
        if (!reusable || !pool.push(segment)) {
            release(SegmentPool.CHARGE);
        }
    }

    /** The most that may be held where observers want more. */
    long mostForObservation() {
        return limit - limit / 4;
    }

    /** Lets segments go that were not needed for a while. Called over and over, by one thread. */
    public void trim() {
        for (int go = pool.idle(ROUNDS); go > 0; go--) {
            evict();
        }
    }

    /** What filling the bytes has cost so far. */
    public CaptureWork work() {
        return work;
    }

    /** Bytes held at this moment, without those that wait for their next use. */
    public long held() {
        long idle = pool.charge();
        return Math.max(0, taken.get() - idle);
    }

    /** Bytes that wait for their next use, within the limit as well. */
    public long idle() {
        return pool.charge();
    }

    /** The most that may be held, in bytes. */
    public long limit() {
        return limit;
    }

    /** Whether nothing is left for even a small copy. */
    public boolean isSpent() {
        return limit - held() < SMALLEST_COPY;
    }
}

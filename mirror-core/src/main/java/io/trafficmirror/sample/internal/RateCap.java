// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Admits at most so many requests in any second, wherever the second starts. All of them may come at once. Lock-free; safe for
 * concurrent use.
 *
 * <p>There are as many permits as requests in a second, in a ring, and each rests for a second after its use. The place of the permit
 * that has rested longest is only a hint: a thread that comes too late with it may refuse a request that another permit would have
 * admitted, but no race admits one too many, as a permit is claimed by exchanging the time of its last use.
 *
 * <p>Above {@value #RING} a second a permit is good for several requests, so that memory stays bounded: the cap is then up to 0.1 % lower,
 * and threads that claim at the same moment may exceed it by as much.
 */
final class RateCap {
    /** The most permits in a ring. */
    static final int RING = 4096;

    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanoClock;
    private final AtomicLongArray lastUses;
    private final AtomicLong next = new AtomicLong();

    /** What is left of the permits claimed last. */
    private final AtomicLong spare = new AtomicLong();

    private final int batch;

    RateCap(int perSecond, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        batch = (int) (((long) perSecond + RING - 1) / RING);
        lastUses = new AtomicLongArray((int) (((long) perSecond + 1) / batch) - 1);
        long rested = nanoClock.getAsLong() - SECOND;
        for (int i = 0; i < lastUses.length(); i++) {
            lastUses.set(i, rested);
        }
    }

    /**
     * A cap of another size that remembers what this one has admitted: the newest of its permits are as used as they were. What is admitted here
     * while this runs, or later, it does not know of.
     */
    RateCap resized(int perSecond) {
        RateCap other = new RateCap(perSecond, nanoClock);
        Long[] sorted = new Long[lastUses.length()];
        Arrays.setAll(sorted, lastUses::get);
        long now = nanoClock.getAsLong();
        Arrays.sort(sorted, Comparator.comparingLong(use -> now - use));
        int length = other.lastUses.length();
        for (int i = 0; i < length; i++) {
            // The permit that is i-th by its use answers for requests from i * other.batch on, counted from the newest.
            long mine = (long) i * other.batch / batch;
            if (mine < sorted.length) {
                other.lastUses.set(length - 1 - i, sorted[(int) mine]);
            }
        }
        return other;
    }

    boolean admit() {
        long now = nanoClock.getAsLong();
        while (true) {
            long left = spare.get();
            if (left > 0) {
                if (spare.compareAndSet(left, left - 1)) {
                    return true;
                }
                continue;
            }
            long hint = next.get();
            int place = (int) Long.remainderUnsigned(hint, lastUses.length());
            long lastUse = lastUses.get(place);
            if (now - lastUse >= SECOND) {
                boolean claimed = lastUses.compareAndSet(place, lastUse, now);
                next.compareAndSet(hint, hint + 1);
                if (claimed) {
                    if (batch > 1) {
                        spare.addAndGet(batch - 1L);
                    }
                    return true;
                }
            } else if (next.get() == hint) {
                return false;
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The queues that reloads have replaced by one dispatcher's, as far as copies may still be on their way from there. No order holds between two dispatchers.
 * Safe for concurrent use.
 */
@SuppressWarnings("ReferenceEquality") // a queue is itself and equal to no other
final class Predecessors {
    /** How many are known at most, whatever number of reloads comes in a row. */
    private static final int MOST = 4;

    private final CopyQueue<CopyCall> own;
    private volatile @Nullable Predecessor last;

    /**
     * One that was there before.
     *
     * @param until by the clock of the dispatchers
     * @param before the one that was there before it; null if none is known
     */
    private record Predecessor(
            CopyQueue<CopyCall> queue, long until, @Nullable Predecessor before) {}

    /** None so far, of the dispatcher with this queue. */
    Predecessors(CopyQueue<CopyCall> own) {
        this.own = own;
    }

    /** The one before, with those before that; copies of it may be on their way until then. */
    void follow(CopyQueue<CopyCall> queue, Predecessors before, long until) {
        last = new Predecessor(queue, until, others(before.last, MOST - 1));
    }

    /** So many of these. Not its own queue, to which a reload has come back: within that order holds. */
    private @Nullable Predecessor others(@Nullable Predecessor first, int most) {
        if (first == null || most == 0) {
            return null;
        }
        return first.queue == own
                ? others(first.before, most)
                : new Predecessor(first.queue, first.until, others(first.before, most - 1));
    }

    /** Whether a copy with this key may be on its way there. */
    boolean know(long key) {
        for (Predecessor next = last; next != null; next = next.before) {
            if (next.queue.isKnown(key)) {
                return true;
            }
        }
        return false;
    }

    /** Forgets what is over by now. */
    void forget(long now) {
        Predecessor before = last;
        if (before != null && now - before.until > 0) {
            last = null;
        }
    }

    /** How many are known. */
    int size() {
        int size = 0;
        for (Predecessor next = last; next != null; next = next.before) {
            size++;
        }
        return size;
    }
}

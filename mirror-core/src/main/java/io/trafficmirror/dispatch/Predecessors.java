// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The queues that reloads have replaced by one dispatcher's, as far as copies may still be on their way from there. No order holds between two dispatchers.
 * Safe for concurrent use.
 */
final class Predecessors {
    /** How many reloads in a row are looked at; the way back to a dispatcher that was there before is a circle. */
    private static final int MOST = 4;

    private volatile @Nullable Predecessor last;

    /**
     * One that was there before.
     *
     * @param until by the clock of the dispatchers
     */
    private record Predecessor(CopyQueue<CopyCall> queue, Predecessors before, long until) {}

    /** The one before; copies of it may be on their way until then. */
    void follow(CopyQueue<CopyCall> queue, Predecessors before, long until) {
        last = new Predecessor(queue, before, until);
    }

    /** Whether a copy with this key may be on its way there. */
    boolean know(long key) {
        Predecessor next = last;
        for (int i = 0; next != null && i < MOST; i++) {
            if (next.queue.isKnown(key)) {
                return true;
            }
            next = next.before.last;
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
}

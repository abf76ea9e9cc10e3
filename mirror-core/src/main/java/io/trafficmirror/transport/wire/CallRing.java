// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A bounded ring of calls: any thread offers, one thread takes. Allocates nothing. */
final class CallRing {
    private final AtomicReferenceArray<@Nullable WireCall> slots;
    private final int mask;

    /** The next slot to claim. */
    private final AtomicLong tail = new AtomicLong();

    /**
     * The next slot to take; written by the taker only. Producers read it to see how many slots are free, so it advances (by an
     * ordered store) after its slot has been emptied.
     */
    private final AtomicLong head = new AtomicLong();

    /** A ring with room for at least this many. */
    CallRing(int atLeast) {
        int size = Integer.highestOneBit(Math.max(16, atLeast) * 2 - 1);
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    /** Adds a call; false if there is no room. */
    boolean offer(WireCall call) {
        long at;
        do {
            at = tail.get();
            if (at - head.get() > mask) {
                return false;
            }
        } while (!tail.compareAndSet(at, at + 1));
        slots.set((int) at & mask, call);
        return true;
    }

    /** The oldest call, or null if there is none, or its offer has not ended. */
    @Nullable
    WireCall take() {
        long at = head.get();
        int slot = (int) at & mask;
        WireCall call = slots.get(slot);
        if (call != null) {
            slots.lazySet(slot, null);
            head.lazySet(at + 1);
        }
        return call;
    }

    /** Whether {@link #take} would find nothing. */
    boolean isEmpty() {
        return slots.get((int) head.get() & mask) == null;
    }
}

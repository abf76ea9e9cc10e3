// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of calls: any thread offers, one thread takes. Allocates nothing.
 *
 * <p>Each method writes a few fields under the lock and calls nothing meanwhile: an Error on the last bytes of an offering thread's stack
 * comes before the change or not at all. A place that was claimed and never filled would stop everything behind it.
 */
final class CallRing {
    private final @Nullable WireCall[] slots;
    private final int mask;

    @GuardedBy("this")
    private long tail;

    @GuardedBy("this")
    private long head;

    /** A ring with room for at least this many. */
    CallRing(int atLeast) {
        int size = Integer.highestOneBit(Math.max(16, atLeast) * 2 - 1);
        slots = new WireCall[size];
        mask = size - 1;
    }

    /** Adds a call; false if there is no room. */
    synchronized boolean offer(WireCall call) {
        if (tail - head > mask) {
            return false;
        }
        slots[(int) tail & mask] = call;
        tail++;
        return true;
    }

    /** The oldest call, or null if there is none. */
    @Nullable
    synchronized WireCall take() {
        int slot = (int) head & mask;
        WireCall call = slots[slot];
        if (call != null) {
            slots[slot] = null;
            head++;
        }
        return call;
    }

    /** Whether {@link #take} would find nothing. */
    synchronized boolean isEmpty() {
        return tail == head;
    }
}

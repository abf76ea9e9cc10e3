// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import org.jspecify.annotations.Nullable;

/**
 * Every call that was accepted and has not ended, wherever it is: on a connection, waiting for one, or lost by a fault between two
 * places. A list through the calls themselves, so that nothing here can fail for want of memory. Confined to the loop.
 */
final class CallsUnderWay {
    private @Nullable WireCall latest;
    private int size;

    /** How many there are. */
    int size() {
        return size;
    }

    /** Adds a call that was never here. */
    void add(WireCall call) {
        call.underWay = true;
        call.older = latest;
        if (latest != null) {
            latest.younger = call;
        }
        latest = call;
        size++;
    }

    /** Takes a call out; false if it is not here. */
    boolean remove(WireCall call) {
        if (!call.underWay) {
            return false;
        }
        call.underWay = false;
        WireCall older = call.older;
        WireCall younger = call.younger;
        if (older != null) {
            older.younger = younger;
        }
        if (younger == null) {
            latest = older;
        } else {
            younger.older = older;
        }
        call.older = null;
        call.younger = null;
        size--;
        return true;
    }

    /** Any call; null if there is none. */
    @Nullable
    WireCall any() {
        return latest;
    }
}

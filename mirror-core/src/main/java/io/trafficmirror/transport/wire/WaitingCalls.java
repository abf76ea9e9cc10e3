// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The calls that need a connection, oldest first: any, or a new one, because one that was reused failed them. Confined to the loop. */
final class WaitingCalls {
    private final ArrayDeque<WireCall> forAny = new ArrayDeque<>();
    private final ArrayDeque<WireCall> forNew = new ArrayDeque<>();

    /** A call that any connection will do for. */
    void add(WireCall call) {
        forAny.add(call);
    }

    /** A call that was taken out and found no use. */
    void addFirst(WireCall call) {
        forAny.addFirst(call);
    }

    /** A call for a new connection only. */
    void addForNew(WireCall call) {
        forNew.add(call);
    }

    /** How many there are. */
    int size() {
        return forAny.size() + forNew.size();
    }

    /** Takes a call out that waits; false if it does not. */
    boolean remove(WireCall call) {
        return forAny.remove(call) || forNew.remove(call);
    }

    /** Forgets all of them. */
    void clear() {
        forAny.clear();
        forNew.clear();
    }

    /** Takes the next call for a connection that was used before; null if there is none. */
    @Nullable
    WireCall pollForUsed() {
        return forAny.poll();
    }

    /** Takes the next call for a new connection, first those that need one; null if there is none. */
    @Nullable
    WireCall pollForNew() {
        WireCall call = forNew.poll();
        return call == null ? forAny.poll() : call;
    }

    /** Takes the call that has waited longest for a connection of any kind; null if there is none. */
    @Nullable
    WireCall poll() {
        WireCall call = forAny.poll();
        return call == null ? forNew.poll() : call;
    }
}

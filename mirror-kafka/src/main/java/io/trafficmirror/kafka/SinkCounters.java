// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of records, and bounds the bytes of those that are pending. Safe for concurrent use. */
final class SinkCounters {
    private final long maxBytes;

    @GuardedBy("this")
    private final Map<SinkDropReason, Long> dropped = new EnumMap<>(SinkDropReason.class);

    @GuardedBy("this")
    private long records;

    @GuardedBy("this")
    private long acked;

    @GuardedBy("this")
    private long unknown;

    @GuardedBy("this")
    private long pending;

    @GuardedBy("this")
    private long pendingBytes;

    @GuardedBy("this")
    private long resent;

    SinkCounters(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** One more record; false if there is no room for it, and then it is counted as dropped. */
    synchronized boolean admit(int bytes) {
        records++;
        if (pendingBytes + bytes > maxBytes) {
            dropped.merge(SinkDropReason.SINK_FULL, 1L, Math::addExact);
            return false;
        }
        pending++;
        pendingBytes += bytes;
        return true;
    }

    /** One more record that is not even tried. */
    synchronized void refuse(SinkDropReason reason) {
        records++;
        dropped.merge(reason, 1L, Math::addExact);
    }

    synchronized void acked(int bytes) {
        release(bytes);
        acked++;
    }

    /** All of it or, where memory ends, nothing. */
    synchronized void dropped(int bytes, SinkDropReason reason) {
        dropped.merge(reason, 1L, Math::addExact);
        release(bytes);
    }

    synchronized void unknown(int bytes) {
        release(bytes);
        unknown++;
    }

    synchronized void resent() {
        resent++;
    }

    @GuardedBy("this")
    private void release(int bytes) {
        pending--;
        pendingBytes -= bytes;
    }

    synchronized SinkAccount account() {
        return new SinkAccount(records, acked, dropped, unknown, pending, resent);
    }
}

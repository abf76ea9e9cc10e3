// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of records, and bounds the bytes of those that are pending. To count takes no memory. Safe for concurrent use. */
final class SinkCounters {
    private final long maxBytes;

    @GuardedBy("this")
    private final long[] dropped = new long[SinkDropReason.values().length];

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
            dropped[SinkDropReason.SINK_FULL.ordinal()]++;
            return false;
        }
        pending++;
        pendingBytes += bytes;
        return true;
    }

    /** One more record that is not even tried. */
    synchronized void refuse(SinkDropReason reason) {
        records++;
        dropped[reason.ordinal()]++;
    }

    synchronized void acked(int bytes) {
        release(bytes);
        acked++;
    }

    synchronized void dropped(int bytes, SinkDropReason reason) {
        release(bytes);
        dropped[reason.ordinal()]++;
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
        Map<SinkDropReason, Long> byReason = new EnumMap<>(SinkDropReason.class);
        for (SinkDropReason reason : SinkDropReason.values()) {
            if (dropped[reason.ordinal()] > 0) {
                byReason.put(reason, dropped[reason.ordinal()]);
            }
        }
        return new SinkAccount(records, acked, byReason, unknown, pending, resent);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what becomes of records, and bounds the bytes of those that are pending. To count takes no memory. Safe for concurrent use. */
final class SinkCounters {
    private final long maxBytes;

    @GuardedBy("this")
    private final Map<SinkDropReason, AtomicLong> dropped = new EnumMap<>(SinkDropReason.class);

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
        for (SinkDropReason reason : SinkDropReason.values()) {
            dropped.put(reason, new AtomicLong()); // now, for there may be no memory later
        }
    }

    /** One more record; false if there is no room for it, and then it is counted as dropped. */
    synchronized boolean admit(int bytes) {
        records++;
        if (pendingBytes + bytes > maxBytes) {
            countDropped(SinkDropReason.SINK_FULL);
            return false;
        }
        pending++;
        pendingBytes += bytes;
        return true;
    }

    /** One more record that is not even tried. */
    synchronized void refuse(SinkDropReason reason) {
        records++;
        countDropped(reason);
    }

    synchronized void acked(int bytes) {
        release(bytes);
        acked++;
    }

    synchronized void dropped(int bytes, SinkDropReason reason) {
        release(bytes);
        countDropped(reason);
    }

    synchronized void unknown(int bytes) {
        release(bytes);
        unknown++;
    }

    synchronized void resent() {
        resent++;
    }

    @GuardedBy("this")
    private void countDropped(SinkDropReason reason) {
        Objects.requireNonNull(dropped.get(reason)).incrementAndGet();
    }

    @GuardedBy("this")
    private void release(int bytes) {
        pending--;
        pendingBytes -= bytes;
    }

    synchronized SinkAccount account() {
        Map<SinkDropReason, Long> byReason = new EnumMap<>(SinkDropReason.class);
        dropped.forEach((reason, count) -> {
            if (count.get() > 0) {
                byReason.put(reason, count.get());
            }
        });
        return new SinkAccount(records, acked, byReason, unknown, pending, resent);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A 64-bit hash over bytes that come in pieces; how they are cut does not matter. Eight bytes at a time, each by steps that can be
 * undone, so that two bodies that differ in eight bytes never have one hash. Confined to one thread at a time.
 */
public final class BodyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD_1 = 0x9E3779B185EBCA87L;
    private static final long ODD_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long ODD_3 = 0x165667B19E3779F9L;

    private long hash = ODD_3;
    private long partial;
    private int partialBytes;
    private long length;

    /** Takes so many bytes from there on. */
    public void add(byte[] bytes, int offset, int count) {
        int at = offset;
        int end = offset + count;
        length += count;
        while (at < end && partialBytes > 0) {
            addOne(bytes[at++]);
        }
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            mix((long) LONGS.get(bytes, at));
        }
        while (at < end) {
            addOne(bytes[at++]);
        }
    }

    /** Takes what remains; the buffer's position stays. */
    public void add(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            add(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            return;
        }
        length += bytes.remaining();
        int at = bytes.position();
        int end = bytes.limit();
        while (at < end && partialBytes > 0) {
            addOne(bytes.get(at++));
        }
        boolean swapped = bytes.order() == ByteOrder.BIG_ENDIAN;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            long eight = bytes.getLong(at);
            mix(swapped ? Long.reverseBytes(eight) : eight);
        }
        while (at < end) {
            addOne(bytes.get(at++));
        }
    }

    private void addOne(byte b) {
        partial |= (b & 0xFFL) << (Byte.SIZE * partialBytes);
        if (++partialBytes == Long.BYTES) {
            mix(partial);
            partial = 0;
            partialBytes = 0;
        }
    }

    private void mix(long eight) {
        hash = Long.rotateLeft(hash ^ (Long.rotateLeft(eight * ODD_2, 31) * ODD_1), 27) * ODD_1 + ODD_3;
    }

    /** The hash of what has come so far; more may come. */
    public long value() {
        long h = (hash ^ length) * ODD_2;
        h = (Long.rotateLeft(h, 29) ^ partial) * ODD_1;
        h ^= h >>> 33;
        h *= ODD_2;
        h ^= h >>> 29;
        return h;
    }

    /** Forgets everything. */
    public void reset() {
        hash = ODD_3;
        partial = 0;
        partialBytes = 0;
        length = 0;
    }
}

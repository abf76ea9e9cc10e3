// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A 64-bit hash over bytes that come in pieces; how they are cut does not matter. Eight bytes at a time, in four lanes by turns, as xxHash
 * has it: a processor mixes what does not wait for one another at once. Each step can be undone, so that two bodies that differ in
 * eight bytes never have one hash. Confined to one thread at a time.
 */
public final class BodyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD_1 = 0x9E3779B185EBCA87L;
    private static final long ODD_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long ODD_3 = 0x165667B19E3779F9L;
    private static final int LANES = 4;
    private static final int STRIPE = LANES * Long.BYTES;

    private long first = ODD_3;
    private long second = ODD_3;
    private long third = ODD_3;
    private long fourth = ODD_3;

    /** The lane whose turn it is, from 0. */
    private int turn;

    private long partial;
    private int partialBytes;
    private long length;

    /** That of a body which lies in these buffers; their positions stay. */
    public static long of(List<ByteBuffer> body) {
        BodyHash hash = new BodyHash();
        body.forEach(hash::add);
        return hash.value();
    }

    /** Takes so many bytes from there on. */
    public void add(byte[] bytes, int offset, int count) {
        int at = offset;
        int end = offset + count;
        length += count;
        while (at < end && partialBytes > 0) {
            addOne(bytes[at++]);
        }
        for (; turn > 0 && end - at >= Long.BYTES; at += Long.BYTES) {
            mix((long) LONGS.get(bytes, at));
        }
        if (end - at >= STRIPE) {
            at = addStripes(bytes, at, end);
        }
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            mix((long) LONGS.get(bytes, at));
        }
        while (at < end) {
            addOne(bytes[at++]);
        }
    }

    /** Takes what fills all lanes; returns where the rest begins. */
    private int addStripes(byte[] bytes, int from, int end) {
        long a = first;
        long b = second;
        long c = third;
        long d = fourth;
        int at = from;
        for (; end - at >= STRIPE; at += STRIPE) {
            a = mixed(a, (long) LONGS.get(bytes, at));
            b = mixed(b, (long) LONGS.get(bytes, at + Long.BYTES));
            c = mixed(c, (long) LONGS.get(bytes, at + 2 * Long.BYTES));
            d = mixed(d, (long) LONGS.get(bytes, at + 3 * Long.BYTES));
        }
        first = a;
        second = b;
        third = c;
        fourth = d;
        return at;
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
        switch (turn) {
            case 0 -> first = mixed(first, eight);
            case 1 -> second = mixed(second, eight);
            case 2 -> third = mixed(third, eight);
            default -> fourth = mixed(fourth, eight);
        }
        turn = (turn + 1) % LANES;
    }

    private static long mixed(long lane, long eight) {
        return Long.rotateLeft(lane ^ (Long.rotateLeft(eight * ODD_2, 31) * ODD_1), 27) * ODD_1 + ODD_3;
    }

    /** The hash of what has come so far; more may come. */
    public long value() {
        long lanes = mixed(mixed(mixed(first, second), third), fourth);
        long h = (lanes ^ length) * ODD_2;
        h = (Long.rotateLeft(h, 29) ^ partial) * ODD_1;
        h ^= h >>> 33;
        h *= ODD_2;
        h ^= h >>> 29;
        return h;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Collects bytes in growing chunks, each reserved before it is allocated, so that no announced length ever sizes memory.
 * Confined to one thread at a time.
 *
 * <p>What is reserved is noted right behind the one call that reserved it, and what is given back is erased right behind the one call
 * that gave it back: an Error between two steps leaves a true account.
 */
final class ByteCollector {
    private static final int FIRST_CHUNK = 1024;

    /** What a chunk takes besides its bytes: the header of its array, its buffer, and their place in lists. */
    private static final int CHUNK_OBJECTS = 128;

    /**
     * The part of a chunk that a collector by regions loses beside it: on average half a chunk at the end of each region, which is
     * 1 MiB at least.
     */
    private static final int REGION_ENDS = 32;

    private static final int LARGEST_CHUNK = 64 << 10;
    private static final byte[] NO_CHUNK = new byte[0];

    private final ByteBudget budget;
    private final LongPredicate reserving;
    private final BodyHash hash = new BodyHash();
    private List<byte[]> full = new ArrayList<>(1);
    private byte[] chunk = NO_CHUNK;
    private int used;
    private long reserved;
    private long size;

    /** Whether bytes are counted and hashed only. */
    private boolean unkept;

    ByteCollector(ByteBudget budget) {
        this(budget, budget::tryReserve);
    }

    private ByteCollector(ByteBudget budget, LongPredicate reserving) {
        this.budget = budget;
        this.reserving = reserving;
    }

    /** Collects what an observer would like to see: gives way before copies do. */
    static ByteCollector forObservation(ByteBudget budget) {
        return new ByteCollector(budget, budget::tryReserveForObservation);
    }

    /** Bytes collected. */
    long size() {
        return size;
    }

    /** Copies the buffer's remaining bytes; false if the budget does not allow it: then nothing more can be collected. */
    boolean add(ByteBuffer bytes) {
        if (unkept) {
            size += bytes.remaining();
            hash.add(bytes);
            return true;
        }
        budget.work().copied(bytes.remaining());
        while (bytes.hasRemaining()) {
            if (used == chunk.length && !grow(bytes.remaining())) {
                return false;
            }
            int n = Math.min(bytes.remaining(), chunk.length - used);
            bytes.get(chunk, used, n);
            took(n);
        }
        return true;
    }

    /** The same for an array. */
    boolean add(byte[] bytes, int offset, int length) {
        budget.work().copied(length);
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == chunk.length && !grow(left)) {
                return false;
            }
            int n = Math.min(left, chunk.length - used);
            System.arraycopy(bytes, from, chunk, used, n);
            took(n);
            from += n;
            left -= n;
        }
        return true;
    }

    private void took(int n) {
        hash.add(chunk, used, n);
        used += n;
        size += n;
    }

    private boolean grow(int atLeast) {
        int next = chunk.length == 0 ? FIRST_CHUNK : Math.min(chunk.length * 2, LARGEST_CHUNK);
        next = Math.max(next, Math.min(atLeast, LARGEST_CHUNK));
        int heap = next + next / REGION_ENDS + CHUNK_OBJECTS;
        if (!reserving.test(heap)) {
            return false;
        }
        reserved += heap;
        byte[] room = new byte[next];
        if (used > 0) {
            full.add(chunk);
        }
        chunk = room;
        used = 0;
        return true;
    }

    /** What was collected; whoever takes it holds it. Nothing changes before there is memory for all of it. */
    HeldBody take() {
        List<ByteBuffer> buffers = new ArrayList<>(full.size() + 1);
        for (byte[] bytes : full) {
            buffers.add(ByteBuffer.wrap(bytes));
        }
        if (used > 0) {
            buffers.add(ByteBuffer.wrap(chunk, 0, used));
        }
        HeldBody taken = HeldBody.whole(buffers, size, hash.value(), reserved, budget);
        List<byte[]> none = new ArrayList<>(1);
        hash.reset();
        full = none;
        chunk = NO_CHUNK;
        used = 0;
        size = 0;
        reserved = 0;
        return taken;
    }

    /** Gives the bytes back, and from now on only counts and hashes what comes, with what has come. */
    void unkeep() {
        budget.release(reserved);
        reserved = 0;
        unkept = true;
        chunk = NO_CHUNK;
        used = 0;
        full.clear();
    }

    /** The length and the hash of what has come, without its bytes. */
    HeldBody measured() {
        return HeldBody.unkept(size, hash.value());
    }

    /** Forgets everything and gives the reservation back. */
    void discard() {
        budget.release(reserved);
        reserved = 0;
        chunk = NO_CHUNK;
        used = 0;
        size = 0;
        unkept = false;
        full.clear();
        hash.reset();
    }
}

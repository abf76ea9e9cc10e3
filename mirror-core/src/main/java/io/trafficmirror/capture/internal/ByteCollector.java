// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.http.internal.BodyHash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes in chunks, each reserved before it is allocated, so that no announced length ever sizes memory: small arrays first, then
 * segments that have been used before. Confined to one thread at a time.
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

    /** The largest array of its own: what is larger is worth a segment. */
    private static final int LARGEST_OWN = 4 << 10;

    private static final byte[] NO_BYTES = new byte[0];

    private final ByteBudget budget;

    /** The most that may be held with what is collected here. */
    private final long most;

    /** Whether it collects for observers, who give way to copies. */
    private final boolean observed;

    /** The chunk that is being filled, behind those that are full; null if there is none. */
    private @Nullable Chunk last;

    /** Of the one that is being filled. */
    private byte[] room = NO_BYTES;

    private int used;

    /** For chunks that are no segments: those come and go with their charge. */
    private long reserved;

    private long size;

    /** Of all that has come, once bytes are counted and hashed only; null while they are kept. */
    private @Nullable BodyHash measuring;

    /** Whether it is being emptied, and so holds a part at most of what it was given. */
    private boolean emptying;

    ByteCollector(ByteBudget budget) {
        this(budget, budget.limit(), false);
    }

    private ByteCollector(ByteBudget budget, long most, boolean observed) {
        this.budget = budget;
        this.most = most;
        this.observed = observed;
    }

    /** Collects what an observer would like to see: gives way before copies do. */
    static ByteCollector forObservation(ByteBudget budget) {
        return new ByteCollector(budget, budget.mostForObservation(), true);
    }

    /** What an array of so many bytes is charged with. */
    static int heapOf(int bytes) {
        return bytes + bytes / REGION_ENDS + CHUNK_OBJECTS;
    }

    /** Bytes collected. */
    long size() {
        return size;
    }

    /** Copies the buffer's remaining bytes; false if the budget does not allow it: then nothing more can be collected. */
    boolean add(ByteBuffer bytes) {
        if (measuring != null) {
            size += bytes.remaining();
            hash(bytes, measuring);
            return true;
        }
        budget.work().copied(bytes.remaining());
        while (bytes.hasRemaining()) {
            if (used == room.length && !grow(bytes.remaining())) {
                return false;
            }
            int n = Math.min(bytes.remaining(), room.length - used);
            bytes.get(room, used, n);
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
            if (used == room.length && !grow(left)) {
                return false;
            }
            int n = Math.min(left, room.length - used);
            System.arraycopy(bytes, from, room, used, n);
            took(n);
            from += n;
            left -= n;
        }
        return true;
    }

    private void hash(ByteBuffer bytes, BodyHash into) {
        budget.work().hashed(bytes.remaining());
        into.add(bytes);
    }

    private void took(int n) {
        used += n;
        size += n;
    }

    private boolean grow(int atLeast) {
        if (emptying) {
            return false;
        }
        int own = room.length == 0 ? FIRST_CHUNK : Math.min(room.length * 2, SegmentPool.SEGMENT);
        own = Math.max(own, Math.min(atLeast, SegmentPool.SEGMENT));
        Chunk next = new Chunk();
        return (own > LARGEST_OWN && (takeIdle(next) || makeSegment(next))) || makeArray(next, own);
    }

    private boolean takeIdle(Chunk next) {
        byte[] bytes = budget.idleSegment(most);
        if (bytes == null) {
            return false;
        }
        // No call from here on: a segment is known to its owner or to the pool.
        next.bytes = bytes;
        next.pooled = true;
        next.before = last;
        last = next;
        room = bytes;
        used = 0;
        return true;
    }

    private boolean makeSegment(Chunk next) {
        if (!reserve(SegmentPool.CHARGE)) {
            return false;
        }
        reserved += SegmentPool.CHARGE;
        byte[] bytes = new byte[SegmentPool.SEGMENT];
        goOnWith(next, bytes, true);
        reserved -= SegmentPool.CHARGE;
        return true;
    }

    private boolean makeArray(Chunk next, int length) {
        int heap = heapOf(length);
        if (!reserve(heap)) {
            return false;
        }
        reserved += heap;
        byte[] bytes = new byte[length];
        goOnWith(next, bytes, false);
        return true;
    }

    private boolean reserve(int bytes) {
        return observed ? budget.tryReserveForObservation(bytes) : budget.tryReserve(bytes);
    }

    private void goOnWith(Chunk next, byte[] bytes, boolean pooled) {
        next.bytes = bytes;
        next.pooled = pooled;
        next.before = last;
        last = next;
        room = bytes;
        used = 0;
    }

    /** What was collected; whoever takes it holds it. Nothing changes before there is memory for all of it. */
    ChargedBody take() {
        if (emptying) {
            throw new IllegalStateException("emptied in part");
        }
        ChargedBody taken = ChargedBody.whole(buffers(), size, reserved, last, budget);
        last = null;
        room = NO_BYTES;
        used = 0;
        size = 0;
        reserved = 0;
        return taken;
    }

    private List<ByteBuffer> buffers() {
        int number = 0;
        for (Chunk chunk = last; chunk != null; chunk = chunk.before) {
            number++;
        }
        ByteBuffer[] buffers = new ByteBuffer[number];
        for (Chunk chunk = last; chunk != null; chunk = chunk.before) {
            number--;
            int length = number == buffers.length - 1 ? used : chunk.bytes.length;
            buffers[number] = ByteBuffer.wrap(chunk.bytes, 0, length);
        }
        return List.of(buffers);
    }

    /** Gives the bytes back, and from now on only counts and hashes what comes, with what has come. For observers only. */
    void unkeep() {
        if (measuring == null) {
            BodyHash all = new BodyHash();
            buffers().forEach(kept -> hash(kept, all));
            measuring = all;
            giveBack();
        }
    }

    /** The length and the hash of what has come, without its bytes. Only after {@link #unkeep}. */
    HeldBody measured(HeldBody.State why) {
        return HeldBody.measured(why, size, Objects.requireNonNull(measuring).value());
    }

    /** Forgets everything and gives the reservation back. */
    void discard() {
        emptying = true;
        giveBack();
        size = 0;
        measuring = null;
        emptying = false;
    }

    private void giveBack() {
        room = NO_BYTES;
        used = 0;
        Chunk chunk = last;
        while (chunk != null) {
            Chunk before = chunk.before;
            if (chunk.pooled) {
                budget.giveBack(chunk, true);
            }
            last = before;
            chunk.before = null;
            chunk = before;
        }
        budget.release(reserved);
        reserved = 0;
    }
}

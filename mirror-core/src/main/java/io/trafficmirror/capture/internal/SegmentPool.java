// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Segments of bodies that wait for their next use, the one that was used last on top, where caches know it. Lock-free, and safe for
 * concurrent use.
 *
 * <p>What lies here is charged to the budget: a segment comes and goes with its charge. Each call has one effect, at its end, so an Error
 * leaves either all of it or nothing.
 *
 * <p>A {@link Chunk} is never pushed twice, so a compare-and-set that finds it on top finds the same below it.
 */
final class SegmentPool {
    /** Bytes of a segment. */
    static final int SEGMENT = 16 << 10;

    /** What a segment is charged with. */
    static final int CHARGE = ByteCollector.heapOf(SEGMENT);

    private final AtomicReference<@Nullable Chunk> top = new AtomicReference<>();
    private final long most;
    private final Consumer<byte[]> used;

    /** The fewest that lay here at a look since the last one was let go. Confined to who trims. */
    private int fewest = Integer.MAX_VALUE;

    private int looks;

    /**
     * An empty pool.
     *
     * @param most segments that it may keep
     * @param used is shown each segment before it is kept
     */
    SegmentPool(long most, Consumer<byte[]> used) {
        this.most = most;
        this.used = used;
    }

    /** Keeps a segment that nobody reads any more; false, without effect, if enough lie here. */
    @SuppressWarnings("ReferenceEquality") // a chunk is itself
    boolean push(Chunk chunk) {
        used.accept(chunk.bytes);
        Chunk head = top.get();
        while (true) {
            int depth = head == null ? 1 : head.depth + 1;
            if (depth > most) {
                return false;
            }
            chunk.below = head;
            chunk.depth = depth;
            Chunk seen = top.compareAndExchange(head, chunk);
            if (seen == head) {
                return true;
            }
            head = seen;
        }
    }

    /** Takes a segment, for one owner; null if there is none. */
    @SuppressWarnings("ReferenceEquality") // a chunk is itself
    byte @Nullable [] pop() {
        Chunk head = top.get();
        while (head != null) {
            Chunk seen = top.compareAndExchange(head, head.below);
            if (seen == head) {
                return head.bytes;
            }
            head = seen;
        }
        return null;
    }

    /** How many lie here. */
    int size() {
        Chunk head = top.get();
        return head == null ? 0 : head.depth;
    }

    /** What they are charged with, in bytes. */
    long charge() {
        return (long) size() * CHARGE;
    }

    /** A look at how many lie here; every so many looks, how many of them were not needed meanwhile and should go. By one thread. */
    int idle(int every) {
        fewest = Math.min(fewest, size());
        looks++;
        if (looks < every) {
            return 0;
        }
        int go = Math.min(fewest, Math.max(fewest / 2, 64));
        looks = 0;
        fewest = Integer.MAX_VALUE;
        return go;
    }
}

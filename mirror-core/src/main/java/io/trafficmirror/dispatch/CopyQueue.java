// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Waiting elements, bounded by number. Those with a key go one after the other: an element is handed out once all that entered before it
 * with the same key have left, and holds up no other key meanwhile. Safe for concurrent use.
 *
 * <p>Each change is one method that allocates or calls first, if it must, and then writes fields under a lock without calling anything: an
 * Error for want of stack or memory comes before the change or not at all. So what could be two small methods is written out here. The lock
 * is held for a few writes, and without keys it is taken only while something waits.
 *
 * <p>A key is known while something of it is not over, and afterwards only if something of it was lost: in a table of fixed size, where the
 * next lost key may take its place.
 *
 * @param <T> what waits
 */
@SuppressWarnings({
    "ReferenceEquality", // a turn is itself and equal to no other
    "NonAtomicVolatileUpdate", // all writers hold the lock
    "NonAtomicOperationOnVolatileField"
})
final class CopyQueue<T> {
    /** Of the number of buckets, and of remembered losses. */
    private static final int BITS = 10;

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    /** How many of one key may wait in a short queue. */
    private static final int SHORT_LINE = 16;

    private final int capacity;
    private final int longestLine;

    /** So that no client can choose keys of one bucket. */
    private final long seed;

    @GuardedBy("this")
    private @Nullable Turn<T> oldest;

    @GuardedBy("this")
    private @Nullable Turn<T> newest;

    @GuardedBy("this")
    private @Nullable Turn<T> nextReady;

    @GuardedBy("this")
    private @Nullable Turn<T> lastReady;

    /** By key; made for the first one. */
    @GuardedBy("this")
    private @Nullable KeyLine<T> @Nullable [] lines;

    /** Keys of which something was lost, each in one place that others share; 0: none. */
    @GuardedBy("this")
    private long @Nullable [] losses;

    /** Written under the lock, read without it. */
    private volatile int size;

    /** As {@link #size}: how many of them have their turn. */
    private volatile int ready;

    CopyQueue(int capacity, long seed) {
        this.capacity = capacity;
        this.seed = seed;
        this.longestLine = 1 + Math.min(capacity, Math.max(SHORT_LINE, capacity / 8));
    }

    /** Takes the last place in the line of its key: from now on its successors wait for it. */
    synchronized void enter(Turn<T> turn) {
        if (lines == null) {
            lines = newLines();
        }
        int bucket = hashed(turn.key ^ seed);
        KeyLine<T> line = lines[bucket];
        while (line != null && line.key != turn.key) {
            line = line.next;
        }
        boolean lost = losses != null && losses[hashed(turn.key)] == turn.key;
        if (line == null) {
            line = new KeyLine<>(turn.key);
            line.next = lines[bucket];
            lines[bucket] = line;
            line.front = turn;
            turn.isBehind = false;
        } else {
            Turn<T> before = line.last;
            if (before != null) {
                before.after = turn;
            }
            turn.before = before;
        }
        line.last = turn;
        line.length++;
        turn.line = line;
        turn.afterLoss = lost;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable KeyLine<T>[] newLines() {
        return new KeyLine[1 << BITS];
    }

    private static int hashed(long key) {
        return (int) ((key * PRIME) >>> (Long.SIZE - BITS));
    }

    /** Whether the line of a key has all that it may have: one that is on its way, and a part of the queue, so that no key takes all of it. */
    synchronized boolean isLineFull(long key) {
        if (lines == null) {
            return false;
        }
        KeyLine<T> line = lines[hashed(key ^ seed)];
        while (line != null && line.key != key) {
            line = line.next;
        }
        return line != null && line.length >= longestLine;
    }

    /** Whether something of this key has entered and not left. */
    synchronized boolean isKnown(long key) {
        if (lines == null) {
            return false;
        }
        KeyLine<T> line = lines[hashed(key ^ seed)];
        while (line != null && line.key != key) {
            line = line.next;
        }
        return line != null;
    }

    /** The keys of which something was lost, each in its place; null if there are none. */
    synchronized long @Nullable [] losses() {
        return losses == null ? null : losses.clone();
    }

    /** Remembers these losses too, where none of its own takes the place. */
    synchronized void remember(long[] others) {
        long[] all = losses == null ? new long[1 << BITS] : losses.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] = all[i] == 0 ? others[i] : all[i];
        }
        losses = all;
    }

    /** Something of this key was given up before it entered: what enters from now on comes after a loss. */
    synchronized void lost(long key) {
        if (losses == null) {
            losses = new long[1 << BITS];
        }
        losses[hashed(key)] = key;
    }

    /**
     * Leaves the line of its key, and the queue if it still waits. Again without effect.
     *
     * @param lost whether those after it come after a loss
     */
    synchronized void leave(Turn<T> turn, boolean lost) {
        KeyLine<T> line = turn.line;
        if (line == null || lines == null) {
            return;
        }
        if (lost && losses == null) {
            losses = new long[1 << BITS];
        }
        int bucket = hashed(turn.key ^ seed);
        int remembered = hashed(turn.key);
        if (turn.waits) {
            unlink(turn);
        }
        // From here on nothing is called.
        if (lost && losses != null) {
            losses[remembered] = turn.key;
        }
        Turn<T> after = turn.after;
        Turn<T> before = turn.before;
        if (after != null) {
            after.before = before;
            after.afterLoss |= lost || turn.afterLoss;
        } else {
            line.last = before;
        }
        if (before != null) {
            before.after = after;
        } else {
            line.front = after;
            if (after != null) {
                after.isBehind = false;
                if (after.waits && !after.ready) {
                    after.ready = true;
                    after.readyBefore = lastReady;
                    if (lastReady == null) {
                        nextReady = after;
                    } else {
                        lastReady.readyAfter = after;
                    }
                    lastReady = after;
                    ready = ready + 1;
                }
            }
        }
        line.length--;
        turn.before = null;
        turn.after = null;
        turn.line = null;
        if (line.front == null) {
            KeyLine<T> other = lines[bucket];
            if (other == line) {
                lines[bucket] = line.next;
            } else {
                while (other != null && other.next != line) {
                    other = other.next;
                }
                if (other != null) {
                    other.next = line.next;
                }
            }
        }
    }

    /** Adds at the end; false if that would be one too many. */
    synchronized boolean offer(Turn<T> turn) {
        if (size >= capacity) {
            return false;
        }
        turn.waits = true;
        turn.older = newest;
        if (newest == null) {
            oldest = turn;
        } else {
            newest.newer = turn;
        }
        newest = turn;
        size = size + 1;
        if (!turn.isBehind) {
            turn.ready = true;
            turn.readyBefore = lastReady;
            if (lastReady == null) {
                nextReady = turn;
            } else {
                lastReady.readyAfter = turn;
            }
            lastReady = turn;
            ready = ready + 1;
        }
        return true;
    }

    /** Puts the element that waits longest out and adds this one at the end; null and no change if there is room. */
    @Nullable
    synchronized T replaceOldest(Turn<T> turn) {
        Turn<T> out = oldest;
        if (size < capacity || out == null) {
            return null;
        }
        unlink(out);
        // From here on nothing is called.
        turn.waits = true;
        turn.older = newest;
        if (newest == null) {
            oldest = turn;
        } else {
            newest.newer = turn;
        }
        newest = turn;
        size = size + 1;
        if (!turn.isBehind) {
            turn.ready = true;
            turn.readyBefore = lastReady;
            if (lastReady == null) {
                nextReady = turn;
            } else {
                lastReady.readyAfter = turn;
            }
            lastReady = turn;
            ready = ready + 1;
        }
        return out.element;
    }

    /** Takes the element that has had its turn for longest; null if none has. */
    @Nullable
    synchronized T poll() {
        Turn<T> next = nextReady;
        if (next == null) {
            return null;
        }
        unlink(next);
        return next.element;
    }

    /** Takes the element that waits longest, whether it has its turn or not; null if none does. */
    @Nullable
    synchronized T pollOldest() {
        Turn<T> next = oldest;
        if (next == null) {
            return null;
        }
        unlink(next);
        return next.element;
    }

    /** Looks at the element that waits longest. */
    @Nullable
    synchronized T peek() {
        Turn<T> next = oldest;
        return next == null ? null : next.element;
    }

    /** Takes this element, if it still waits. */
    synchronized boolean remove(Turn<T> turn) {
        if (!turn.waits) {
            return false;
        }
        unlink(turn);
        return true;
    }

    /** Out of both lists. Calls nothing, as all who call it must have nothing half done. */
    @GuardedBy("this")
    private void unlink(Turn<T> turn) {
        Turn<T> older = turn.older;
        Turn<T> newer = turn.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        turn.older = null;
        turn.newer = null;
        turn.waits = false;
        size = size - 1;
        if (!turn.ready) {
            return;
        }
        Turn<T> before = turn.readyBefore;
        Turn<T> after = turn.readyAfter;
        if (before == null) {
            nextReady = after;
        } else {
            before.readyAfter = after;
        }
        if (after == null) {
            lastReady = before;
        } else {
            after.readyBefore = before;
        }
        turn.readyBefore = null;
        turn.readyAfter = null;
        turn.ready = false;
        ready = ready - 1;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether one could be taken by {@link #poll}. */
    boolean hasReady() {
        return ready > 0;
    }

    /** How many wait for an earlier one of their key. */
    int behindKeys() {
        return Math.max(0, size - ready);
    }

    boolean isFull() {
        return size >= capacity;
    }

    int size() {
        return size;
    }

    /** How many keys are known. */
    synchronized int keys() {
        int keys = 0;
        if (lines != null) {
            for (KeyLine<T> line : lines) {
                for (KeyLine<T> each = line; each != null; each = each.next) {
                    keys++;
                }
            }
        }
        return keys;
    }
}

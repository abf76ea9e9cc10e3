// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Waiting elements, bounded by number. Safe for concurrent use.
 *
 * <p>Each change is one method that allocates first, if it must, and then writes fields under a lock without calling anything: an
 * Error for want of stack or memory comes before the change or not at all. The lock is held for a few writes, and taken only while
 * something waits.
 *
 * @param <T> what waits
 */
final class CopyQueue<T> {
    private static final int FIRST_ROOM = 16;

    private final int capacity;

    @GuardedBy("this")
    private @Nullable Object[] ring;

    @GuardedBy("this")
    private int head;

    /** Written under the lock, read without it. */
    private volatile int size;

    CopyQueue(int capacity) {
        this.capacity = capacity;
        this.ring = new Object[Math.min(capacity, FIRST_ROOM)];
    }

    /** Adds at the end; false if that would be one too many. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // all writers hold the lock
    synchronized boolean offer(T element) {
        int waiting = size;
        if (waiting >= capacity) {
            return false;
        }
        if (waiting == ring.length) {
            @Nullable Object[] wider = new Object[(int) Math.min(capacity, 2L * waiting)];
            for (int i = 0; i < waiting; i++) {
                wider[i] = ring[(head + i) % waiting];
            }
            ring = wider;
            head = 0;
        }
        ring[(head + waiting) % ring.length] = element;
        size = waiting + 1;
        return true;
    }

    /** Puts the element that waits longest out and adds this one at the end; null and no change if there is room. */
    @Nullable
    synchronized T replaceOldest(T element) {
        if (size < capacity) {
            return null;
        }
        @SuppressWarnings("unchecked")
        T oldest = (T) ring[head];
        ring[head] = element;
        head = (head + 1) % ring.length;
        return oldest;
    }

    /** Takes the element that waits longest; null if none does. */
    @Nullable
    synchronized T poll() {
        int waiting = size;
        if (waiting == 0) {
            return null;
        }
        @SuppressWarnings("unchecked")
        T oldest = (T) ring[head];
        ring[head] = null;
        head = (head + 1) % ring.length;
        size = waiting - 1;
        return oldest;
    }

    /** Looks at the element that waits longest. */
    @Nullable
    @SuppressWarnings("unchecked")
    synchronized T peek() {
        return size == 0 ? null : (T) ring[head];
    }

    /** Takes this element, told by its identity, if it still waits. */
    @SuppressWarnings("ReferenceEquality") // a copy is itself and equal to no other
    synchronized boolean remove(T element) {
        int waiting = size;
        int at = 0;
        while (at < waiting && ring[(head + at) % ring.length] != element) {
            at++;
        }
        if (at == waiting) {
            return false;
        }
        for (; at > 0; at--) {
            ring[(head + at) % ring.length] = ring[(head + at - 1) % ring.length];
        }
        ring[head] = null;
        head = (head + 1) % ring.length;
        size = waiting - 1;
        return true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size >= capacity;
    }

    int size() {
        return size;
    }
}

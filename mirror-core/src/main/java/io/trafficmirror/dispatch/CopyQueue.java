// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Waiting elements, bounded by number. Lock-free; safe for concurrent use.
 *
 * @param <T> what waits
 */
final class CopyQueue<T> {
    private final ConcurrentLinkedQueue<T> elements = new ConcurrentLinkedQueue<>();

    /** Raised before an element is added and lowered after one was taken, so never below the number of elements. */
    private final AtomicInteger size = new AtomicInteger();

    private final int capacity;

    CopyQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds at the end; false if that would be one too many. */
    boolean offer(T element) {
        int now = size.get();
        while (now < capacity) {
            int seen = size.compareAndExchange(now, now + 1);
            if (seen == now) {
                return elements.add(element);
            }
            now = seen;
        }
        return false;
    }

    /** Takes the element that waits longest; null if none does. */
    @Nullable
    T poll() {
        T element = elements.poll();
        if (element != null) {
            size.decrementAndGet();
        }
        return element;
    }

    /** Looks at the element that waits longest. */
    @Nullable
    T peek() {
        return elements.peek();
    }

    /** Takes this element if it still waits. */
    boolean remove(T element) {
        boolean removed = elements.remove(element);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    boolean isFull() {
        return size.get() >= capacity;
    }

    int size() {
        return size.get();
    }
}

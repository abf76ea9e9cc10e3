// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one thread, in order and bounded by number. Safe for concurrent use.
 *
 * <p>Guarded by a monitor, and not by a lock of {@code java.util.concurrent}: elements are offered on whatever is left of an application's stack. The JVM
 * itself gives back a monitor that an Error leaves, while a lock stays taken for ever if the stack does not suffice to call its release. Between the
 * writes of one step stands no call.
 *
 * @param <T> what waits
 */
public final class MonitorQueue<T> {
    /** How long the one who takes sleeps at most: a wake-up that an Error has swallowed is made up for. */
    private static final long LONGEST_WAIT_MILLIS = 500;

    /**
     * How long the one who takes rests before it looks again, while something comes: to be woken for each one costs whoever offers it more than all else, and
     * takes a processor from it.
     */
    private static final long REST_MILLIS = 5;

    /** After so many rests with nothing it sleeps until it is woken. */
    private static final int MOST_RESTS = 100;

    @GuardedBy("this")
    private final @Nullable Object[] ring;

    @GuardedBy("this")
    private int head;

    @GuardedBy("this")
    private int size;

    /** Whether the one who takes sleeps until it is woken. */
    @GuardedBy("this")
    private boolean asleep;

    /** Whether the one who takes has not come back since it took something. */
    @GuardedBy("this")
    private boolean inHand;

    /** Rests in a row with nothing. */
    @GuardedBy("this")
    private int rests;

    /** An empty one in which so many may wait, 1 or more. */
    public MonitorQueue(int capacity) {
        ring = new @Nullable Object[capacity];
    }

    /** Adds at the end; false if there is no room. Once it has added, it does not throw. */
    public synchronized boolean offer(T element) {
        if (size == ring.length) {
            return false;
        }
        int end = head + size;
        ring[end < ring.length ? end : end - ring.length] = element;
        size++;
        if (asleep) {
            asleep = false;
            try {
                notify();
            } catch (Throwable t) {
                // No stack for the call: who takes looks by itself before long.
            }
        }
        return true;
    }

    /** Takes what waits longest, and waits until something does. */
    public synchronized T take() throws InterruptedException {
        inHand = false;
        T first = poll();
        while (first == null) {
            asleep = rests == MOST_RESTS;
            rests = asleep ? rests : rests + 1;
            wait(asleep ? LONGEST_WAIT_MILLIS : REST_MILLIS);
            first = poll();
        }
        asleep = false;
        rests = 0;
        inHand = true;
        return first;
    }

    /** Takes what waits longest; null if nothing does. */
    public synchronized @Nullable T poll() {
        @SuppressWarnings("unchecked") // only offer() writes there
        T first = (T) ring[head];
        if (size == 0 || first == null) {
            return null;
        }
        ring[head] = null;
        head = head + 1 < ring.length ? head + 1 : 0;
        size--;
        return first;
    }

    /** Whether nothing waits, and the one who takes has come back for more. */
    public synchronized boolean isIdle() {
        return size == 0 && !inHand;
    }

    /** Whether nothing waits. */
    public synchronized boolean isEmpty() {
        return size == 0;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The place of one element in a {@link CopyQueue}: among all that wait, among those whose turn it is, and in the line of its key. All fields that
 * change are written under the queue's lock.
 *
 * @param <T> what waits
 */
final class Turn<T> {
    /** The key of what follows nothing and is followed by nothing. */
    static final long NO_KEY = 0;

    final T element;
    final long key;

    /** Whether it waits. */
    boolean waits;

    /** Neighbours among all that wait, in the order in which they came. */
    @Nullable
    Turn<T> older;

    @Nullable
    Turn<T> newer;

    /** Whether it waits and has its turn. */
    boolean ready;

    @Nullable
    Turn<T> readyBefore;

    @Nullable
    Turn<T> readyAfter;

    /** The line of its key from its entry to its end; null without a key. */
    @Nullable
    KeyLine<T> line;

    @Nullable
    Turn<T> before;

    @Nullable
    Turn<T> after;

    /** Whether something of its key may be before it. Once false, it stays so. Not written without a key: that would cost a fence for each copy. */
    volatile boolean isBehind;

    /** Whether something of its key was lost before it. */
    volatile boolean afterLoss;

    Turn(T element, long key) {
        this.element = element;
        this.key = key;
        if (key != NO_KEY) {
            this.isBehind = true;
        }
    }
}

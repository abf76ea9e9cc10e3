// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last actions, newest first, and who took them. Safe for concurrent use. */
final class UsedActions {
    private static final int MOST = 20;

    @GuardedBy("this")
    private final Deque<Used> last = new ArrayDeque<>();

    /**
     * One that was taken. Immutable.
     *
     * @param atMillis in milliseconds of the epoch
     * @param who as the authoriser calls them
     * @param action what
     * @param detail more about it, or nothing
     */
    record Used(long atMillis, String who, ConsoleAction action, String detail) {}

    synchronized void add(Used used) {
        last.addFirst(used);
        if (last.size() > MOST) {
            last.removeLast();
        }
    }

    synchronized List<Used> all() {
        return List.copyOf(last);
    }
}

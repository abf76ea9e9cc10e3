// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The tasks that wait for the loop, in the order in which they came. Allocates nothing. Any thread adds, one thread takes. */
final class LoopTasks {
    /** Those that came since the last take, the latest first. */
    private final AtomicReference<@Nullable LoopTask> latest = new AtomicReference<>();

    /** Those that came before, the oldest first; confined to the taker, and not empty while one of them is left. */
    private @Nullable LoopTask oldest;

    /** Adds a task, unless it waits already. */
    void add(LoopTask task) {
        if (!task.claim()) {
            return;
        }
        LoopTask before;
        do {
            before = latest.get();
            task.next = before;
        } while (!latest.compareAndSet(before, task));
    }

    /** Takes the oldest one out; null if there is none. */
    @Nullable
    LoopTask poll() {
        if (oldest == null) {
            LoopTask task = latest.getAndSet(null);
            while (task != null) {
                LoopTask before = task.next;
                task.next = oldest;
                oldest = task;
                task = before;
            }
        }
        LoopTask first = oldest;
        if (first != null) {
            oldest = first.next;
        }
        return first;
    }

    /** Whether {@link #poll} would find nothing. Confined to the taker. */
    boolean isEmpty() {
        return oldest == null && latest.get() == null;
    }
}

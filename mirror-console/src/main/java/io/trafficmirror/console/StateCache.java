// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The page's document, made at most once a second however many look. Its lock is taken by those who look at the page, and never by a thread that serves
 * a request of the application, or ends a copy. Safe for concurrent use.
 */
final class StateCache {
    private static final long FRESH_NANOS = 900_000_000L;

    private final StateSource source;
    private final Actions actions;
    private final LongSupplier clock;

    @GuardedBy("this")
    private @Nullable Entity last;

    @GuardedBy("this")
    private long madeAt;

    StateCache(StateSource source, Actions actions, LongSupplier clock) {
        this.source = source;
        this.actions = actions;
        this.clock = clock;
    }

    synchronized Entity now() {
        Entity present = last;
        if (present == null || clock.getAsLong() - madeAt >= FRESH_NANOS) {
            byte[] made = StateDocument.write(source, actions);
            present = new Entity("application/json", made);
            last = present;
            madeAt = clock.getAsLong();
        }
        return present;
    }

    /** Something was done: the next to look sees it. */
    synchronized void forget() {
        last = null;
    }
}

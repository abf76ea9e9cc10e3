// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the calls that come by and lets one of them, or several in a row, fail with an Error. Confined to one thread. */
final class Fuse {
    private long calls;
    private long at = Long.MAX_VALUE;
    private long number = 1;
    private Supplier<? extends Error> error = StackOverflowError::new;

    /** The call with this number from now, 1 or more, fails. */
    void arm(long call, Supplier<? extends Error> with) {
        arm(call, 1, with);
    }

    /** So many calls fail, the first of them being the one with this number from now, 1 or more. */
    void arm(long call, long inARow, Supplier<? extends Error> with) {
        at = calls + call;
        number = inARow;
        error = with;
    }

    void disarm() {
        at = Long.MAX_VALUE;
    }

    long calls() {
        return calls;
    }

    /** Whether the call that was to fail has come. */
    boolean hasBlown() {
        return calls >= at;
    }

    void call() {
        if (++calls >= at && calls - at < number) {
            throw error.get();
        }
    }

    <T extends @Nullable Object> T call(T value) {
        call();
        return value;
    }
}

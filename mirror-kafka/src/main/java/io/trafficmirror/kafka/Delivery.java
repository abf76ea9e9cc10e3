// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import org.jspecify.annotations.Nullable;

/**
 * Tells an answer that the client gives within {@code send}, on the caller's thread, from one that it gives later: the first says that the client never
 * had the record. Safe for concurrent use.
 */
final class Delivery {
    private final Thread caller;

    // These three are read and written by the caller alone.
    private boolean returned;
    private boolean over;
    private @Nullable Exception error;

    Delivery(Thread caller) {
        this.caller = caller;
    }

    /** True if this is an answer within the call. */
    boolean tookAnswer(@Nullable Exception given) {
        if (!Thread.currentThread().equals(caller) || returned) {
            return false;
        }
        over = true;
        error = given;
        return true;
    }

    void returned() {
        returned = true;
    }

    boolean isOver() {
        return over;
    }

    @Nullable
    Exception error() {
        return error;
    }
}

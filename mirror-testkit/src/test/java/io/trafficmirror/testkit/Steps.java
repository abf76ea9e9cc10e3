// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts calls, and throws at one of them. Safe for concurrent use. */
final class Steps {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Supplier<RuntimeException> fault;
    private final AtomicLong left = new AtomicLong(NEVER);

    /** A supplier that throws an Error itself is as good as one that makes an exception. */
    Steps(Supplier<RuntimeException> fault) {
        this.fault = fault;
    }

    /** The call of this number, from now on and counted from 1, throws. */
    void throwAt(long call) {
        left.set(call);
    }

    /** No call throws any more; true if one has. */
    boolean disarm() {
        long before = left.getAndSet(NEVER);
        return before <= 0 && before > NEVER;
    }

    /** One call. */
    void step() {
        if (left.get() > 0 && left.decrementAndGet() == 0) {
            throw fault.get();
        }
    }
}

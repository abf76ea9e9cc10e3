// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait for a state that other threads bring about and announce. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Signal {
    /** How often a condition is looked at that changes without an announcement. */
    private static final long LOOK_NANOS = 50_000_000;

    /** Nobody waits yet. */
    public Signal() {}

    /** To be called after each change of what is waited for. */
    public synchronized void changed() {
        notifyAll();
    }

    /** Waits until the condition holds; false when it did not within the time, or the thread was interrupted. */
    public synchronized boolean await(BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(Math.max(left, 1_000_000), LOOK_NANOS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

/**
 * Holds connecting back after a failure: one attempt at a time, and a pause before each that doubles up to a quarter of a second.
 * Short, because the dispatcher's breaker holds the rest back; long enough that a dead shadow sees a few attempts a second.
 * Confined to the loop.
 */
final class Backoff {
    private static final long FIRST_NANOS = 10_000_000;
    private static final long MOST_NANOS = 250_000_000;

    private long pause;
    private long until;

    /** An attempt failed. */
    void failed(long now) {
        pause = Math.min(Math.max(FIRST_NANOS, 2 * pause), MOST_NANOS);
        until = now + pause;
    }

    /** An attempt succeeded. */
    void reset() {
        pause = 0;
    }

    /** Whether the last attempt failed. */
    boolean failing() {
        return pause > 0;
    }

    /** Nanoseconds to pause before the next attempt; 0 or less: none. */
    long pause(long now) {
        return pause == 0 ? 0 : until - now;
    }
}

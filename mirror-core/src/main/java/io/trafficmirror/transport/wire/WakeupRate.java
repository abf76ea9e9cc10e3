// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

/**
 * Decides whether the loop should sleep between two passes, so that calls come together, instead of waking for each call and each
 * answer. Sleeping saves switches of threads when calls come often, and costs one when they don't, so it follows the rate of
 * arrivals. Confined to the loop.
 */
final class WakeupRate {
    private static final long WINDOW_NANOS = 10_000_000;

    /** The longest time for which a call waits for others, so that they are sent together. */
    private static final long MOST_NANOS = 20_000_000;

    private static final long LEAST_NANOS = 1_000_000;

    /** A fast shadow has answered after this time, all calls of a batch together. */
    private static final long FIRST_LOOK_NANOS = 1_000_000;

    /** The longest time for which a response goes unnoticed. */
    private static final long LOOK_NANOS = 4_000_000;

    /** Calls that a pause must be expected to gather, or it is not worth it. */
    private static final double WORTH = 2;

    private final int maxConnections;
    private long windowStart;
    private int arrived;
    private double perNano;

    WakeupRate(int maxConnections, long now) {
        this.maxConnections = maxConnections;
        windowStart = now;
    }

    /** Counts calls that came since the last pass. */
    void arrived(int calls, long now) {
        arrived += calls;
        long elapsed = now - windowStart;
        if (elapsed >= WINDOW_NANOS) {
            double recent = (double) arrived / elapsed;
            perNano = elapsed >= 10 * WINDOW_NANOS ? recent : (perNano + recent) / 2;
            arrived = 0;
            windowStart = now;
        }
    }

    /**
     * How long to let calls come together, in nanoseconds; 0: wait for events.
     *
     * <p>If so much is under way that connections might run out in that time: no sleep.
     */
    long gather(int underWay) {
        if (perNano * MOST_NANOS < WORTH) {
            return 0;
        }
        long pause = (long) Math.min(MOST_NANOS, maxConnections / 2.0 / perNano);
        double gathered = perNano * pause;
        return pause < LEAST_NANOS || gathered < WORTH || underWay + gathered > maxConnections ? 0 : pause;
    }

    /** How long to sleep, out of so many nanoseconds, before the loop looks for responses. */
    static long look(long left, int underWay, boolean first) {
        return underWay == 0 ? left : Math.min(left, first ? FIRST_LOOK_NANOS : LOOK_NANOS);
    }
}

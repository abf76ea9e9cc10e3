// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/**
 * The time by which a mirror is to be closed: the earliest that anybody has asked for, so that whoever comes second can hurry the first.
 * Times are in nanoseconds by one clock. Safe for concurrent use.
 */
final class Grace {
    /** Longer ones would overflow, and are no different to anybody. */
    private static final Duration LONGEST = Duration.ofDays(365);

    @GuardedBy("this")
    private boolean given;

    @GuardedBy("this")
    private long end;

    /** Gives so much time from now on, or less if less was given before. Any duration will do; a negative one is none. */
    synchronized void give(Duration time, long now) {
        Duration most = time.compareTo(LONGEST) < 0 ? time : LONGEST;
        long asked = now + (most.isNegative() ? 0 : most.toNanos());
        if (!given || asked - end < 0) {
            end = asked;
        }
        given = true;
    }

    /** What is left, 0 or more. */
    synchronized long left(long now) {
        return given ? Math.max(0, end - now) : 0;
    }
}

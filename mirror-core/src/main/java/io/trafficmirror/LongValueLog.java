// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Says in the log that values of requests were too long to be compared with a regular expression, which decides what is copied: one
 * line at most every 30 s. Confined to the housekeeper.
 */
final class LongValueLog {
    private static final long LINE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Consumer<String> log;
    private long unsaid;
    private long said;
    private boolean started;

    LongValueLog(Consumer<String> log) {
        this.log = log;
    }

    /** Takes what has come since the last round; {@code now} is in nanoseconds. */
    void round(long now, long more) {
        unsaid += more;
        if (unsaid > 0 && (!started || now - said >= LINE_NANOS)) {
            log.accept(unsaid
                    + " values of requests were too long for the regular expression of a route, and did not match");
            started = true;
            said = now;
            unsaid = 0;
        }
    }
}

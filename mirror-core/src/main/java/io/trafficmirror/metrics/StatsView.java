// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.Clock;
import io.trafficmirror.report.MirrorStats;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state that a scrape reads: made once for the many meters that look at it within a moment. Safe for concurrent use. */
final class StatsView {
    private static final long FRESH_NANOS = Duration.ofMillis(200).toNanos();

    private final Supplier<MirrorStats> stats;
    private final Clock clock;

    @GuardedBy("this")
    private @Nullable MirrorStats last;

    @GuardedBy("this")
    private long madeAt;

    StatsView(Supplier<MirrorStats> stats, Clock clock) {
        this.stats = stats;
        this.clock = clock;
    }

    /** One that is at most so old. */
    synchronized MirrorStats now() {
        MirrorStats present = last;
        return present == null || clock.monotonicTime() - madeAt >= FRESH_NANOS ? anew() : present;
    }

    /** One that is made for this call. */
    synchronized MirrorStats anew() {
        madeAt = clock.monotonicTime();
        MirrorStats present = stats.get();
        last = present;
        return present;
    }
}

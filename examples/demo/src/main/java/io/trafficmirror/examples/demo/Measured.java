// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What the load has seen of the primary. Safe for concurrent use. */
final class Measured {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Histogram off = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final Histogram on = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong mirrored = new AtomicLong();
    private final AtomicLong unmatched = new AtomicLong();
    private final AtomicLong mostBytesHeld = new AtomicLong();
    private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();

    void latency(boolean filtered, long nanos) {
        (filtered ? on : off).recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    void error(String what) {
        errors.incrementAndGet();
        firstError.compareAndSet(null, what);
    }

    /** A request has been sent through the filter. */
    void filtered(Mix.Kind kind) {
        (kind == Mix.Kind.UNMATCHED ? unmatched : mirrored).incrementAndGet();
    }

    void bytesHeld(long bytes) {
        mostBytesHeld.accumulateAndGet(bytes, Math::max);
    }

    /** Nanoseconds without mirroring. */
    Histogram off() {
        return off;
    }

    /** Nanoseconds with mirroring. */
    Histogram on() {
        return on;
    }

    long errors() {
        return errors.get();
    }

    Optional<String> firstError() {
        return Optional.ofNullable(firstError.get());
    }

    /** Requests through the filter that the bundled route is for. */
    long matching() {
        return mirrored.get();
    }

    /** Requests through the filter to a host that it is not for. */
    long unmatched() {
        return unmatched.get();
    }

    long mostBytesHeld() {
        return mostBytesHeld.get();
    }
}

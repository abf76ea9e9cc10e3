// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When something happened, in nanoseconds of the mirror's clock, whose zero means nothing: primary and copies can be told apart by
 * it. Immutable.
 *
 * @param began of the primary: its request came by; of a copy: work on the wire began
 * @param firstByte the first byte of the response's content passed, or its head was known, whichever could be seen first; empty if neither was
 * @param end it was over
 * @since 0.1.0
 */
public record Timing(long began, OptionalLong firstByte, long end) {
    /** Refuses null. */
    public Timing {
        Objects.requireNonNull(firstByte, "firstByte");
    }

    /** From the beginning to the end. */
    public Duration total() {
        return Duration.ofNanos(end - began);
    }

    /** From the beginning to the first byte. */
    public Optional<Duration> untilFirstByte() {
        return firstByte.isPresent() ? Optional.of(Duration.ofNanos(firstByte.getAsLong() - began)) : Optional.empty();
    }
}

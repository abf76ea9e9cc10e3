// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds over all copies of one mirror together. Immutable.
 *
 * @param maxBytesHeld bytes that copies may hold: captured, queued, in flight, kept for comparison; 65536 or more
 * @param cpuShare the share of the process's CPU that mirroring may use, above 0 and at most 1; 1 switches the bound off
 * @param maxResponseBytes bytes read of a shadow's response before its connection is given up, 0 or more
 * @param maxPrimaryWait how long copies and observers wait for a primary that shows no sign of life: nobody tells that the exchange is
 *     over, and nothing more of the request's body passes; 1 s to 7 days
 * @param rampUp how long mirroring takes from its first request to its whole share, 0 to 1 h; 0: the whole share at once
 * @since 0.1.0
 */
public record MirrorLimits(
        long maxBytesHeld, double cpuShare, long maxResponseBytes, Duration maxPrimaryWait, Duration rampUp) {
    private static final long LEAST_BYTES = 64 << 10;
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_RAMP = Duration.ofHours(1);
    private static final Duration MOST_WAIT = Duration.ofDays(7);

    /** Checks ranges. */
    public MirrorLimits {
        if (maxBytesHeld < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "maxBytesHeld: must be " + LEAST_BYTES + " or more, was " + maxBytesHeld);
        }
        if (!(cpuShare > 0 && cpuShare <= 1)) {
            throw new IllegalArgumentException("cpuShare: must be above 0 and at most 1, was " + cpuShare);
        }
        if (maxResponseBytes < 0) {
            throw new IllegalArgumentException("maxResponseBytes: must be 0 or more, was " + maxResponseBytes);
        }
        Objects.requireNonNull(maxPrimaryWait, "maxPrimaryWait");
        if (maxPrimaryWait.compareTo(LEAST_WAIT) < 0 || maxPrimaryWait.compareTo(MOST_WAIT) > 0) {
            throw new IllegalArgumentException("maxPrimaryWait: must be 1s..7d, was " + maxPrimaryWait);
        }
        Objects.requireNonNull(rampUp, "rampUp");
        if (rampUp.isNegative() || rampUp.compareTo(LONGEST_RAMP) > 0) {
            throw new IllegalArgumentException("rampUp: must be 0s..1h, was " + rampUp);
        }
    }

    /** The smaller of 64 MiB and 5 % of the heap, 20 % of the CPU, 1 MiB of a response, 15 minutes for a primary, 30 s to begin with. */
    public static MirrorLimits defaults() {
        long ofHeap = Runtime.getRuntime().maxMemory() / 20;
        long bytes = Math.max(LEAST_BYTES, Math.min(64L << 20, ofHeap));
        return new MirrorLimits(bytes, 0.20, 1 << 20, Duration.ofMinutes(15), Duration.ofSeconds(30));
    }

    /** The same with this byte budget. */
    public MirrorLimits withMaxBytesHeld(long other) {
        return new MirrorLimits(other, cpuShare, maxResponseBytes, maxPrimaryWait, rampUp);
    }

    /** The same with this share of the CPU. */
    public MirrorLimits withCpuShare(double other) {
        return new MirrorLimits(maxBytesHeld, other, maxResponseBytes, maxPrimaryWait, rampUp);
    }

    /** The same with this cap on responses. */
    public MirrorLimits withMaxResponseBytes(long other) {
        return new MirrorLimits(maxBytesHeld, cpuShare, other, maxPrimaryWait, rampUp);
    }

    /** The same with this patience with a primary. */
    public MirrorLimits withMaxPrimaryWait(Duration other) {
        return new MirrorLimits(maxBytesHeld, cpuShare, maxResponseBytes, other, rampUp);
    }

    /** The same with this time to begin with less. */
    public MirrorLimits withRampUp(Duration other) {
        return new MirrorLimits(maxBytesHeld, cpuShare, maxResponseBytes, maxPrimaryWait, other);
    }
}

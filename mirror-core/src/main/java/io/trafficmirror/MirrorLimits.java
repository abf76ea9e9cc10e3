// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

/**
 * The bounds over all copies of one mirror together. Immutable.
 *
 * @param maxBytesHeld bytes that copies may hold: captured, queued, in flight, kept for comparison; 65536 or more
 * @param cpuShare the share of the process's CPU that mirroring may use, above 0 and at most 1; 1 switches the bound off
 * @param maxResponseBytes bytes read of a shadow's answer before its connection is given up, 0 or more
 */
public record MirrorLimits(long maxBytesHeld, double cpuShare, long maxResponseBytes) {
    private static final long LEAST_BYTES = 64 << 10;

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
    }

    /** The smaller of 64 MiB and 5 % of the heap, 20 % of the CPU, 1 MiB of an answer. */
    public static MirrorLimits defaults() {
        long ofHeap = Runtime.getRuntime().maxMemory() / 20;
        return new MirrorLimits(Math.max(LEAST_BYTES, Math.min(64L << 20, ofHeap)), 0.20, 1 << 20);
    }

    /** The same with this byte budget. */
    public MirrorLimits withMaxBytesHeld(long other) {
        return new MirrorLimits(other, cpuShare, maxResponseBytes);
    }

    /** The same with this share of the CPU. */
    public MirrorLimits withCpuShare(double other) {
        return new MirrorLimits(maxBytesHeld, other, maxResponseBytes);
    }

    /** The same with this cap on answers. */
    public MirrorLimits withMaxResponseBytes(long other) {
        return new MirrorLimits(maxBytesHeld, cpuShare, other);
    }
}

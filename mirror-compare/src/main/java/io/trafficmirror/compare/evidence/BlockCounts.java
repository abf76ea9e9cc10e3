// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/**
 * What was seen on one route in one span of time, which is the same for all processes that merge. Immutable.
 *
 * @param exchanges copies judged
 * @param mismatches those in which the shadow differed
 * @param pairs the controlled ones among them
 * @since 0.1.0
 */
public record BlockCounts(long exchanges, long mismatches, PairCounts pairs) {
    /** Nothing seen. */
    public static final BlockCounts NONE = new BlockCounts(0, 0, PairCounts.NONE);

    /** Checks the counts. */
    public BlockCounts {
        Checks.count(exchanges, "exchanges");
        Checks.parts(exchanges, "exchanges", "mismatches", mismatches);
    }

    /** The sum. */
    public BlockCounts plus(BlockCounts other) {
        return new BlockCounts(exchanges + other.exchanges, mismatches + other.mismatches, pairs.plus(other.pairs));
    }
}

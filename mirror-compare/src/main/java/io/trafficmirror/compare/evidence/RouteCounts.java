// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.response.NotComparedReason;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen of one route. Immutable; counts are of exchanges, 0 or more.
 *
 * @param compared exchanges in which shadow and primary were compared; one without a response of the shadow is among them
 * @param mismatches those in which the shadow showed a difference that is no noise: neither known for it, nor one that keeps the format of the value
 *     and that its control showed too
 * @param failed exchanges without a response of the shadow that are its own fault; they are mismatches too
 * @param pairs who differed in exchanges in which a control was compared as well
 * @param strict the same for what no rate is tolerable of: {@link io.trafficmirror.compare.difference.DifferenceKind#isStructural()}
 * @param notCompared exchanges of which nothing can be said, by reason
 * @param latency how fast the three were
 * @param blocks the compared exchanges again, by spans of time: the number of {@link #BLOCK_MILLIS} since the epoch; the last {@link #BLOCKS} that
 *     there are, however far apart: a clock that is wrong by years costs one of them, and not all others
 * @since 0.1.0
 */
public record RouteCounts(
        long compared,
        long mismatches,
        long failed,
        PairCounts pairs,
        PairCounts strict,
        Map<NotComparedReason, Long> notCompared,
        LatencyCounts latency,
        SortedMap<Long, BlockCounts> blocks) {
    /** How long a block is: one minute. */
    public static final long BLOCK_MILLIS = 60_000;

    /** How many blocks are kept. */
    public static final int BLOCKS = 240;

    /** Nothing. */
    public static final RouteCounts ZERO =
            new RouteCounts(0, 0, 0, PairCounts.NONE, PairCounts.NONE, Map.of(), LatencyCounts.ZERO, new TreeMap<>());

    /** Checks the counts against each other, copies the maps, and keeps the last blocks. */
    public RouteCounts {
        Checks.count(compared, "compared");
        Checks.parts(compared, "compared", "mismatches", mismatches);
        Checks.parts(compared, "compared", "failed", failed);
        Checks.parts(compared, "compared", "controlled", pairs.controlled());
        notCompared = Collections.unmodifiableMap(new TreeMap<>(notCompared));
        Objects.requireNonNull(strict, "strict");
        Objects.requireNonNull(latency, "latency");
        TreeMap<Long, BlockCounts> kept = new TreeMap<>(blocks);
        while (kept.size() > BLOCKS) {
            kept.pollFirstEntry();
        }
        blocks = Collections.unmodifiableSortedMap(kept);
    }

    /** Exchanges of which nothing can be said. */
    public long notComparedInAll() {
        return notCompared.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum of both. */
    public RouteCounts plus(RouteCounts other) {
        Map<NotComparedReason, Long> reasons = new TreeMap<>(notCompared);
        other.notCompared.forEach((reason, n) -> reasons.merge(reason, n, Math::addExact));
        SortedMap<Long, BlockCounts> spans = new TreeMap<>(blocks);
        other.blocks.forEach((block, counts) -> spans.merge(block, counts, BlockCounts::plus));
        return new RouteCounts(
                Math.addExact(compared, other.compared),
                Math.addExact(mismatches, other.mismatches),
                Math.addExact(failed, other.failed),
                pairs.plus(other.pairs),
                strict.plus(other.strict),
                reasons,
                latency.plus(other.latency),
                spans);
    }
}

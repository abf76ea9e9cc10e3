// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How fast primary, shadow and control were, as counts that add up. Immutable.
 *
 * @param primary how many responses took how long: by the upper bound of the span in microseconds
 * @param shadow the same of the shadow
 * @param control the same of the control
 * @param pairs exchanges in which shadow and control were timed; to differ is to take longer than the threshold, the control's 99th percentile so far
 * @param recorders how many processes, or lives of one, timed them, 0 or more: a pause of the shadow may have been seen by each
 * @since 0.1.0
 */
public record LatencyCounts(
        Map<Long, Long> primary, Map<Long, Long> shadow, Map<Long, Long> control, PairCounts pairs, long recorders) {
    /** Nothing. */
    public static final LatencyCounts ZERO = new LatencyCounts(Map.of(), Map.of(), Map.of(), PairCounts.NONE);

    /** Copies the maps. */
    public LatencyCounts {
        primary = sorted(primary);
        shadow = sorted(shadow);
        control = sorted(control);
        Objects.requireNonNull(pairs, "pairs");
        if (recorders < 0) {
            throw new IllegalArgumentException("recorders: must be 0 or more, was " + recorders);
        }
    }

    /** What one process has timed. */
    public LatencyCounts(Map<Long, Long> primary, Map<Long, Long> shadow, Map<Long, Long> control, PairCounts pairs) {
        this(primary, shadow, control, pairs, pairs.controlled() > 0 ? 1 : 0);
    }

    private static Map<Long, Long> sorted(Map<Long, Long> counts) {
        return java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** The sum of both. */
    public LatencyCounts plus(LatencyCounts other) {
        return new LatencyCounts(
                plus(primary, other.primary),
                plus(shadow, other.shadow),
                plus(control, other.control),
                pairs.plus(other.pairs),
                Math.addExact(recorders, other.recorders));
    }

    private static Map<Long, Long> plus(Map<Long, Long> left, Map<Long, Long> right) {
        Map<Long, Long> sum = new TreeMap<>(left);
        right.forEach((bound, n) -> sum.merge(bound, n, Math::addExact));
        return sum;
    }

    /**
     * A percentile of such counts: the upper bound of the span in which it lies, in microseconds; 0 without any.
     *
     * @param percent above 0, at most 100
     */
    public static long percentile(Map<Long, Long> counts, double percent) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long wanted = (long) Math.ceil(all * percent / 100);
        long seen = 0;
        for (Map.Entry<Long, Long> span : new TreeMap<>(counts).entrySet()) {
            seen += span.getValue();
            if (seen >= wanted && seen > 0) {
                return span.getKey();
            }
        }
        return 0;
    }
}

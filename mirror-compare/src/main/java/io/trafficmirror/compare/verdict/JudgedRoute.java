// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import io.trafficmirror.compare.evidence.BlockCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen on one route. Immutable.
 *
 * <p>An exchange in which the shadow gave no response counts as one that differs, and so for the control.
 *
 * @param route its name
 * @param exchanges copies to the shadow that were judged, with or without a control
 * @param mismatches those in which the shadow differed from the primary at any path that is judged, or failed; what keeps the format of a value, and
 *     its control showed too, does not count. All in which the shadow alone differed are among them
 * @param failures those in which the shadow gave no response
 * @param dropped copies to the shadow that were given up, or answered and not compared
 * @param pairs the controlled ones among the exchanges, at any path that is judged
 * @param strict the same, for differences with budget zero alone: {@link io.trafficmirror.compare.difference.DifferenceKind#isStructural()}
 * @param latency pairs of response times; to differ is to be slower than a threshold from the control's past
 * @param latencyRecorders how many recorders these are of, 0 or more: what befalls the shadow once may have been counted by each
 * @param blocks the exchanges again, by spans of time, oldest first; old ones may be missing, and so may all
 * @since 0.1.0
 */
public record JudgedRoute(
        String route,
        long exchanges,
        long mismatches,
        long failures,
        long dropped,
        PairCounts pairs,
        PairCounts strict,
        PairCounts latency,
        long latencyRecorders,
        List<BlockCounts> blocks) {

    /** Checks the counts against each other, and copies. */
    public JudgedRoute {
        Checks.count(exchanges, "exchanges");
        Checks.count(dropped, "dropped");
        Checks.parts(exchanges, "exchanges", "mismatches", mismatches);
        Checks.parts(mismatches, "mismatches", "failures", failures);
        Checks.parts(exchanges, "exchanges", "controlled", pairs.controlled());
        Checks.count(latencyRecorders, "latencyRecorders");
        Checks.parts(exchanges, "exchanges", "strict controlled", strict.controlled());
        Checks.parts(mismatches, "mismatches", "shadowOnly", pairs.shadowOnly());
        blocks = List.copyOf(blocks);
    }

    /** What one process saw of a route. */
    public JudgedRoute(
            String route,
            long exchanges,
            long mismatches,
            long failures,
            long dropped,
            PairCounts pairs,
            PairCounts strict,
            PairCounts latency,
            List<BlockCounts> blocks) {
        this(route, exchanges, mismatches, failures, dropped, pairs, strict, latency, 1, blocks);
    }

    /** A route that nothing was seen of. */
    public static JudgedRoute none(String route) {
        return of(route, 0, 0, PairCounts.NONE);
    }

    /** A route with only what the simplest question needs. */
    public static JudgedRoute of(String route, long exchanges, long mismatches, PairCounts pairs) {
        return new JudgedRoute(route, exchanges, mismatches, 0, 0, pairs, PairCounts.NONE, PairCounts.NONE, List.of());
    }

    /** The sum of what two processes saw of one route; blocks are taken to end together. */
    JudgedRoute plus(JudgedRoute other) {
        return new JudgedRoute(
                route,
                exchanges + other.exchanges,
                mismatches + other.mismatches,
                failures + other.failures,
                dropped + other.dropped,
                pairs.plus(other.pairs),
                strict.plus(other.strict),
                latency.plus(other.latency),
                latencyRecorders + other.latencyRecorders,
                sum(blocks, other.blocks));
    }

    private static List<BlockCounts> sum(List<BlockCounts> first, List<BlockCounts> second) {
        boolean swapped = first.size() < second.size();
        List<BlockCounts> longer = swapped ? second : first;
        List<BlockCounts> shorter = swapped ? first : second;
        int lead = longer.size() - shorter.size();
        List<BlockCounts> sum = new ArrayList<>(longer);
        for (int i = 0; i < shorter.size(); i++) {
            sum.set(lead + i, longer.get(lead + i).plus(shorter.get(i)));
        }
        return sum;
    }
}

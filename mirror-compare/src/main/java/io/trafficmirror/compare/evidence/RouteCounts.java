// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.response.NotComparedReason;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What was seen of one route. Immutable; counts are of exchanges, 0 or more.
 *
 * @param compared exchanges in which shadow and primary were compared
 * @param mismatches those in which the shadow showed a difference that is no known noise and that its control, if it had one, did not show
 * @param controlled compared exchanges in which a control was compared as well
 * @param shadowOnly of these: the shadow differed, the control did not
 * @param controlOnly the control differed, the shadow did not
 * @param both both differed
 * @param failed exchanges without a response of the shadow that are its own fault; they are mismatches too
 * @param notCompared exchanges of which nothing can be said, by reason
 * @param latency how fast the three were
 */
public record RouteCounts(
        long compared,
        long mismatches,
        long controlled,
        long shadowOnly,
        long controlOnly,
        long both,
        long failed,
        Map<NotComparedReason, Long> notCompared,
        LatencyCounts latency) {
    /** Nothing. */
    public static final RouteCounts ZERO = new RouteCounts(0, 0, 0, 0, 0, 0, 0, Map.of(), LatencyCounts.ZERO);

    /** Copies the map and refuses what is no count. */
    public RouteCounts {
        notCompared = java.util.Collections.unmodifiableMap(new TreeMap<>(notCompared));
        Objects.requireNonNull(latency, "latency");
        if ((compared | mismatches | controlled | shadowOnly | controlOnly | both | failed) < 0) {
            throw new IllegalArgumentException("counts: must be 0 or more");
        }
    }

    /** Exchanges of which nothing can be said. */
    public long notComparedInAll() {
        return notCompared.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum of both. */
    public RouteCounts plus(RouteCounts other) {
        Map<NotComparedReason, Long> reasons = new TreeMap<>(notCompared);
        other.notCompared.forEach((reason, n) -> reasons.merge(reason, n, Math::addExact));
        return new RouteCounts(
                Math.addExact(compared, other.compared),
                Math.addExact(mismatches, other.mismatches),
                Math.addExact(controlled, other.controlled),
                Math.addExact(shadowOnly, other.shadowOnly),
                Math.addExact(controlOnly, other.controlOnly),
                Math.addExact(both, other.both),
                Math.addExact(failed, other.failed),
                reasons,
                latency.plus(other.latency));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.Transition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which differences are known for noise, by the exchanges before. Confined to one thread. */
final class KnownNoise {
    /** Of numbers and times that vary, some look like something else by chance. */
    private static final List<Transition> VARYING =
            List.of(Transition.COUNTER, Transition.MEASURE, Transition.ANOTHER_TIME);

    private final Map<Difference, Cell> cells;

    /** Over these rows, which others fill. */
    KnownNoise(Map<Difference, Cell> cells) {
        this.cells = cells;
    }

    /** The others. */
    Set<Difference> without(Set<Difference> differences) {
        if (differences.isEmpty()) {
            return differences;
        }
        Set<Difference> rest = new HashSet<>(differences);
        rest.removeIf(this::contains);
        return rest;
    }

    private boolean contains(Difference difference) {
        Cell cell = cells.get(difference);
        return cell != null && (cell.isNoise() || (cell.isCommon() && comesByChance(difference)));
    }

    private boolean comesByChance(Difference difference) {
        return difference.transition().comesByChance()
                && VARYING.stream().anyMatch(transition -> isNoise(difference.with(transition)));
    }

    private boolean isNoise(Difference difference) {
        Cell cell = cells.get(difference);
        return cell != null && cell.isNoise();
    }
}

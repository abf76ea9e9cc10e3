// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.Distance;
import io.trafficmirror.compare.difference.ShownPair;
import io.trafficmirror.compare.response.Comparison;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells values that lie farther apart than those of the control, on a row that is noise, from those that don't: they are a row of their own. Both copies
 * are told by the same rule, and by what was known before the exchange. Confined to one thread.
 */
final class FarDifferences {
    private final Map<Difference, Cell> cells;

    /** Over these rows, which others fill. */
    FarDifferences(Map<Difference, Cell> cells) {
        this.cells = cells;
    }

    /** A difference at this distance, as it is counted. */
    Difference told(Difference difference, int distance) {
        Cell cell = cells.get(difference);
        return cell == null || cell.reaches(distance) ? difference : difference.far();
    }

    /** A comparison, with its differences as they are counted. */
    Comparison told(Comparison comparison) {
        Map<Difference, Integer> distances = distances(comparison);
        if (distances.isEmpty() || !(comparison instanceof Comparison.Different different)) {
            return comparison;
        }
        Set<Difference> differences = new HashSet<>();
        different.differences().forEach(found -> differences.add(told(found, of(distances, found))));
        Map<Difference, ShownPair> shown = new HashMap<>();
        different.shown().forEach((found, pair) -> shown.put(told(found, of(distances, found)), pair));
        return new Comparison.Different(differences, distances, shown);
    }

    /** Learns from an exchange that has been counted. */
    void learn(Comparison shadow, Comparison control) {
        Map<Difference, Integer> ofShadow = distances(shadow);
        Map<Difference, Integer> ofControl = distances(control);
        Set<Difference> all = new HashSet<>(ofShadow.keySet());
        all.addAll(ofControl.keySet());
        for (Difference difference : all) {
            Cell cell = cells.get(difference);
            if (cell != null) {
                cell.lay(of(ofShadow, difference), of(ofControl, difference));
            }
        }
    }

    private static int of(Map<Difference, Integer> distances, Difference difference) {
        return distances.getOrDefault(difference, Distance.NONE);
    }

    private static Map<Difference, Integer> distances(Comparison comparison) {
        return comparison instanceof Comparison.Different different ? different.distances() : Map.of();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Detail;
import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.Distance;
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

    /** A difference, as it is counted. */
    Difference told(Difference difference, Detail detail) {
        Cell cell = cells.get(difference);
        boolean near = cell == null || (cell.reaches(detail.distance()) && cell.reachesNumbers(detail.numbers()));
        return near ? difference : difference.far();
    }

    /** Learns from an exchange that has been counted. */
    void learn(Map<Difference, Detail> ofShadow, Map<Difference, Detail> ofControl) {
        Set<Difference> all = new HashSet<>(ofShadow.keySet());
        all.addAll(ofControl.keySet());
        for (Difference difference : all) {
            Detail shadow = ofShadow.getOrDefault(difference, Detail.NONE);
            Detail control = ofControl.getOrDefault(difference, Detail.NONE);
            Cell cell = cells.get(difference);
            if (cell != null) {
                cell.lay(Distance.lasting(shadow.distance()), Distance.lasting(control.distance()));
                cell.layNumbers(shadow.numbers(), control.numbers());
            }
        }
    }
}

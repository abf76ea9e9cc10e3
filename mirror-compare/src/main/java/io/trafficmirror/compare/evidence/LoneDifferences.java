// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Detail;
import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.Transition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells ids that differ at elements of a list, or in lines and words of a text, where the other copy has those of the primary: the elements of a list and
 * the lines of a text are one place, and noise of one of them does not excuse the others. Both copies are told by the same rule, and only where such was
 * seen before the exchange. Confined to one thread.
 */
final class LoneDifferences {
    private final Map<Difference, Cell> cells;

    /** Over these rows, which others fill. */
    LoneDifferences(Map<Difference, Cell> cells) {
        this.cells = cells;
    }

    /**
     * A difference, as it is counted.
     *
     * @param beside what is known of the same difference of the other copy; null if it has none
     */
    Difference told(Difference difference, Detail detail, @Nullable Detail beside) {
        Cell cell = cells.get(difference);
        boolean lone = cell != null && cell.isLoneOften() && beside != null && isLone(detail, beside);
        return lone ? difference.with(Transition.LONE) : difference;
    }

    /** Learns from an exchange that has been counted. */
    void learn(Map<Difference, Detail> ofShadow, Map<Difference, Detail> ofControl) {
        ofShadow.forEach((difference, shadow) -> {
            Detail control = ofControl.get(difference);
            Cell cell = cells.get(difference);
            if (cell != null && control != null) {
                cell.lone(isLone(shadow, control), isLone(control, shadow));
            }
        });
    }

    private static boolean isLone(Detail detail, Detail beside) {
        return (detail.spots() & ~beside.spots()) != 0;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Detail;
import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.response.Comparison;
import java.util.Map;
import java.util.Optional;

/** As what differences are counted, by what was known before the exchange. Confined to one thread. */
final class CountedDifferences {
    private final FarDifferences far;
    private final LoneDifferences lone;
    private final OwnValues own = new OwnValues();

    /** Over these rows, which others fill. */
    CountedDifferences(Map<Difference, Cell> cells) {
        this.far = new FarDifferences(cells);
        this.lone = new LoneDifferences(cells);
    }

    /** A difference, as far as its distances alone tell. */
    Difference told(Difference difference, Detail detail) {
        return far.told(difference, detail);
    }

    /**
     * The comparison of the shadow, with its differences as they are counted.
     *
     * @param control that of the control, if it says anything of the places
     */
    Comparison ofShadow(Comparison shadow, Optional<Comparison> control) {
        return shadow instanceof Comparison.Different different
                ? told(different, own.ofShadow(different, control), control)
                : shadow;
    }

    /** The same of the control, beside the shadow. */
    Comparison ofControl(Comparison control, Optional<Comparison> shadow) {
        return control instanceof Comparison.Different different
                ? told(different, own.ofControl(different, shadow), shadow)
                : control;
    }

    /** A time that only one copy read off its clock after the next second had begun is none: who responds later does so more often. */
    private Comparison told(Comparison.Different different, OwnValues.Own owned, Optional<Comparison> beside) {
        Map<Difference, Detail> others = beside.map(CountedDifferences::details).orElse(Map.of());
        Comparison rest = different.without(found -> different.detail(found).isRead() && !others.containsKey(found));
        return rest instanceof Comparison.Different left ? counted(left, owned, others) : rest;
    }

    private Comparison counted(Comparison.Different different, OwnValues.Own owned, Map<Difference, Detail> others) {
        return different.counted(found -> {
            if (owned.contains(found, others.containsKey(found))) {
                return found.with(Transition.OWN);
            }
            Detail detail = different.detail(found);
            return lone.told(far.told(found, detail), detail, others.get(found));
        });
    }

    /** Learns from an exchange that has been counted, of which the control says something. */
    void learn(Comparison shadow, Comparison control, boolean shadowToo) {
        far.learn(details(shadow), details(control));
        lone.learn(details(shadow), details(control));
        if (shadowToo) {
            own.learn(shadow, control);
        }
    }

    private static Map<Difference, Detail> details(Comparison comparison) {
        return comparison instanceof Comparison.Different different ? different.details() : Map.of();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Path;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.response.Comparison;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places at which each process says something of its own in all its responses: its name, or when it was started. There the values of primary, shadow and
 * control stand still, and the control's is another than the primary's wherever the shadow's is, although both are of one version. How far the shadow's
 * lies from them, and what it looks like beside them, is of no meaning. Known by the exchanges before; shadow and control are told by the same rule.
 * Confined to one thread.
 */
final class OwnValues {
    /** What becomes of a name, a moment or a number that is another one. */
    private static final Set<Transition> ANOTHER = EnumSet.of(
            Transition.OTHER,
            Transition.ROUNDED,
            Transition.SCALED,
            Transition.SHIFTED_HOURS,
            Transition.TRUNCATED,
            Transition.ANOTHER_TIME,
            Transition.ANOTHER_TOKEN,
            Transition.ANOTHER_WITHIN,
            Transition.ANOTHER_HOST,
            Transition.COUNTER,
            Transition.MEASURE);

    /** Of these one is as good as another: where both copies show one, they are noise without this. */
    private static final Set<Transition> ALIKE = EnumSet.of(Transition.ANOTHER_TOKEN, Transition.ANOTHER_HOST);

    /** Places of a route that are followed; at further ones nothing is own. An application that names members by ids has one for each. */
    private static final int MOST_PLACES = 1024;

    private final Map<Path, Standing> places = new HashMap<>();

    /**
     * What is own of the differences of one copy.
     *
     * @param known places of which exchanges before have told it
     * @param young places of which too few have told; until they have, nothing there is held against one copy alone
     */
    record Own(Set<Path> known, Set<Path> young) {
        /**
         * Whether a difference is one.
         *
         * @param besideToo whether the other copy has the same
         */
        boolean contains(Difference difference, boolean besideToo) {
            Transition transition = difference.transition();
            if (!mayBeOwn(difference) || (besideToo && ALIKE.contains(transition))) {
                return false;
            }
            boolean noise = besideToo && transition.keepsFormat();
            return known.contains(difference.path()) || (!noise && young.contains(difference.path()));
        }
    }

    /**
     * Those of the shadow.
     *
     * @param control if it says anything: a place at which that one is as the primary is none of them
     */
    Own ofShadow(Comparison.Different shadow, Optional<Comparison> control) {
        return among(shadow, control, true);
    }

    /** Those of the control, beside the shadow. */
    Own ofControl(Comparison.Different control, Optional<Comparison> shadow) {
        return among(control, shadow, false);
    }

    private Own among(Comparison.Different different, Optional<Comparison> beside, boolean ofShadow) {
        Own own = new Own(new HashSet<>(), new HashSet<>());
        Map<Path, Long> values = values(different);
        Map<Path, Long> others = beside.map(OwnValues::values).orElse(values);
        values.keySet().retainAll(others.keySet());
        values.forEach((path, value) -> {
            Standing standing = places.get(path);
            long other = others.getOrDefault(path, 0L);
            if (standing != null && standing.knows(value, ofShadow)) {
                own.known.add(path);
            } else if (beside.isPresent()
                    && (standing == null
                            ? places.size() < MOST_PLACES
                            : (ofShadow ? standing.isYoung(value, other) : standing.isYoung(other, value)))) {
                own.young.add(path);
            }
        });
        return own;
    }

    /** Whether a difference at such a place is of the process. */
    static boolean mayBeOwn(Difference difference) {
        return difference.kind() == DifferenceKind.VALUE && ANOTHER.contains(difference.transition());
    }

    /** Learns from an exchange that has been counted, of which both copies say something. */
    void learn(Comparison shadow, Comparison control) {
        Map<Path, Long> ofShadow = values(shadow);
        Map<Path, Long> ofControl = values(control);
        ofShadow.forEach((path, value) -> {
            Long beside = ofControl.remove(path);
            if (beside == null) {
                lone(path);
            } else if (places.size() < MOST_PLACES || places.containsKey(path)) {
                places.computeIfAbsent(path, p -> new Standing()).both(value, beside);
            }
        });
        ofControl.keySet().forEach(this::lone);
    }

    private void lone(Path path) {
        Standing standing = places.get(path);
        if (standing != null) {
            standing.lone();
        }
    }

    /** Numbers for the values at the places of a comparison, by place. */
    private static Map<Path, Long> values(Comparison comparison) {
        Map<Path, Long> values = new HashMap<>();
        if (comparison instanceof Comparison.Different different) {
            for (Difference difference : different.differences()) {
                long number = different.detail(difference).values();
                if (number != 0 && mayBeOwn(difference)) {
                    values.put(difference.path(), number);
                }
            }
        }
        return values;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import java.util.Objects;

/**
 * A row of counts: on one route, at one place, differences of one kind that became of values in one way. Immutable; ordered by its components.
 *
 * @param route as {@link RouteName} makes it
 * @param path the place as text
 * @param kind in what way responses differ there
 * @param transition what became of the value
 * @since 0.1.0
 */
public record CellKey(String route, String path, DifferenceKind kind, Transition transition)
        implements Comparable<CellKey> {
    /** Refuses nulls. */
    public CellKey {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(transition, "transition");
    }

    static CellKey of(String route, Difference difference) {
        return new CellKey(route, difference.path().toString(), difference.kind(), difference.transition());
    }

    @Override
    public int compareTo(CellKey other) {
        // Neighbours in a sorted table mostly have one and the same route: equals sees that at once.
        int byRoute = route.equals(other.route) ? 0 : route.compareTo(other.route);
        if (byRoute != 0) {
            return byRoute;
        }
        int byPath = path.compareTo(other.path);
        if (byPath != 0) {
            return byPath;
        }
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : transition.compareTo(other.transition);
    }

    /** What is wrong, for people: {@code value, rounded}; the kind alone where no more is known than that, as in {@code status}. */
    public String what() {
        return kind.with(transition);
    }

    @Override
    public String toString() {
        return route + "  " + path + "  " + what();
    }
}

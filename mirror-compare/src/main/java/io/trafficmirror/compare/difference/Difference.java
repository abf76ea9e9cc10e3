// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.Objects;

/**
 * One way in which two responses are not the same. Immutable.
 *
 * @param path where
 * @param kind in what way
 * @param transition what became of the value
 * @since 0.1.0
 */
public record Difference(Path path, DifferenceKind kind, Transition transition) {
    /** Refuses nulls. */
    public Difference {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(transition, "transition");
    }

    /** Whether this is what noise looks like: the value stays what it was in kind, or a field or a cookie is added, as it is on the way of both copies. */
    public boolean keepsFormat() {
        return transition.keepsFormat() || (kind == DifferenceKind.EXTRA && path.isOfHeader());
    }

    /** The same place and kind, where this became of the values. */
    public Difference with(Transition other) {
        return new Difference(path, kind, other);
    }

    /** The same place and kind, where the values lie farther apart than those of the control do. */
    public Difference far() {
        return with(Transition.FAR);
    }

    @Override
    public String toString() {
        return path + " " + kind.with(transition);
    }
}

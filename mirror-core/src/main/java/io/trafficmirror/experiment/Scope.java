// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is asked of the exchanges of one rule; what is not said stays as it is. Immutable.
 *
 * @param route the name of the route
 * @param rule the rule's index in it
 * @param places how places are compared; of several that meet one the first counts
 * @param writes what becomes of methods that are not safe
 * @param excess the largest share of exchanges in which the shadow may differ beyond what the control does, above 0 and below 1
 * @param slower how many times as often as the control the shadow may be slow, 1 to 1000
 * @since 0.1.0
 */
public record Scope(
        String route,
        int rule,
        List<PlaceRule> places,
        Optional<Writes> writes,
        OptionalDouble excess,
        OptionalDouble slower) {
    /** Checks the ranges, and copies. */
    public Scope {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(writes, "writes");
        places = List.copyOf(places);
        if (excess.isPresent() && !(excess.getAsDouble() > 0 && excess.getAsDouble() < 1)) {
            throw new IllegalArgumentException("epsilon: must be above 0 and below 1, was " + excess.getAsDouble());
        }
        if (slower.isPresent() && !(slower.getAsDouble() >= 1 && slower.getAsDouble() <= 1000)) {
            throw new IllegalArgumentException("slower: must be 1..1000, was " + slower.getAsDouble());
        }
    }

    /** Whether both ask the same, each of its own rule. */
    public boolean asksAs(Scope other) {
        return places.equals(other.places)
                && writes.equals(other.writes)
                && excess.equals(other.excess)
                && slower.equals(other.slower);
    }
}

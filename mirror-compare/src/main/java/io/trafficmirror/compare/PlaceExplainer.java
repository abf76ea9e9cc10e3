// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.experiment.PlaceRule;
import io.trafficmirror.experiment.PlaceRule.How;
import io.trafficmirror.experiment.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Tells which rule of a plan meets a place in a response. Stateless.
 *
 * @since 0.1.0
 */
public final class PlaceExplainer {
    private PlaceExplainer() {}

    /**
     * The rule that decides how this place is compared: the first that meets it, or the one by which something above it is not compared; empty if it is
     * compared as it is.
     *
     * @param place as in {@code $.items[*].price}
     * @throws IllegalArgumentException if the place can't be read
     */
    public static Optional<PlaceRule> rule(Scope scope, String place) {
        List<String> segments = PathPattern.parse(place).segments();
        for (int length = 1; length <= segments.size(); length++) {
            Optional<PlaceRule> met = first(scope, segments.subList(0, length));
            boolean ignored = met.map(rule -> rule.how() instanceof How.Ignore).orElse(false);
            if (ignored || length == segments.size()) {
                return met;
            }
        }
        return Optional.empty();
    }

    private static Optional<PlaceRule> first(Scope scope, List<String> segments) {
        return scope.places().stream()
                .filter(rule -> PathPattern.parse(rule.path()).matches(segments))
                .findFirst();
    }
}

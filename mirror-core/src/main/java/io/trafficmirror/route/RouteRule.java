// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.List;
import java.util.Objects;

/**
 * What happens to requests that any of the matches selects. Immutable.
 *
 * @param matches one or more; none given means {@link RouteMatch#ALL}
 * @param action what the table answers with
 * @param <T> the action's type: the table knows no later stage
 * @since 0.1.0
 */
public record RouteRule<T>(List<RouteMatch> matches, T action) {
    /**
     * Copies the list and fills in the default.
     *
     * @throws IllegalArgumentException for more than 64 matches
     */
    public RouteRule {
        matches = matches.isEmpty() ? List.of(RouteMatch.ALL) : List.copyOf(matches);
        Objects.requireNonNull(action, "action");
        if (matches.size() > RouteLimits.MATCHES_PER_RULE) {
            throw new IllegalArgumentException("matches: must be at most " + RouteLimits.MATCHES_PER_RULE
                    + " in one rule, were " + matches.size());
        }
    }
}

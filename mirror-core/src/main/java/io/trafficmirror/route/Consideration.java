// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of one match of a table for one request. Immutable.
 *
 * @param candidate the match, its rule and its route
 * @param hostname the most specific hostname of the route that the request's host matches; empty: the route is for every host, or
 *     none matched
 * @param verdict won, lost or failed
 * @param <T> the action's type
 * @since 0.1.0
 */
public record Consideration<T>(RouteHit<T> candidate, Optional<Hostname> hostname, MatchOutcome verdict) {
    /** Refuses nulls. */
    public Consideration {
        Objects.requireNonNull(candidate, "candidate");
        Objects.requireNonNull(hostname, "hostname");
        Objects.requireNonNull(verdict, "verdict");
    }

    /** Whether all conditions of the match held, so that it won or lost. */
    public boolean held() {
        return !(verdict instanceof MatchOutcome.Failed);
    }
}

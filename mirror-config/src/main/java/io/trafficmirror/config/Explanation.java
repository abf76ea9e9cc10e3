// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorRule;
import io.trafficmirror.route.Consideration;
import io.trafficmirror.route.RouteHit;
import java.util.List;
import java.util.Optional;

/**
 * What routes mean for one request. Immutable.
 *
 * @param winner the match that wins; empty: no match holds, nothing is copied
 * @param considered what became of every match: the winner, those that held too, then those that did not
 * @param copies one for each mirror of the winner's rule, in order
 * @param refusal why the request would not be copied although a rule with mirrors wins; empty: it would be
 * @since 0.1.0
 */
public record Explanation(
        Optional<RouteHit<MirrorRule>> winner,
        List<Consideration<MirrorRule>> considered,
        List<PlannedCopy> copies,
        Optional<String> refusal) {
    /** Copies the lists. */
    public Explanation {
        considered = List.copyOf(considered);
        copies = List.copyOf(copies);
    }
}

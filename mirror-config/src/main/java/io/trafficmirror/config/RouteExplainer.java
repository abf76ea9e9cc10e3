// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.route.Route;
import io.trafficmirror.route.RouteHit;
import io.trafficmirror.route.RouteRule;
import io.trafficmirror.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells what routes mean for a request, by the very code that mirrors: which rule wins and why, and what its copies look like. Immutable.
 *
 * @since 0.1.0
 */
public final class RouteExplainer {
    private final RouteTable<MirrorRule> table;

    private RouteExplainer(RouteTable<MirrorRule> table) {
        this.table = table;
    }

    /**
     * An explainer for these routes.
     *
     * @throws IllegalArgumentException if two have one name
     */
    public static RouteExplainer of(List<MirrorRoute> routes) {
        List<Route<MirrorRule>> all = new ArrayList<>();
        for (MirrorRoute route : routes) {
            List<RouteRule<MirrorRule>> rules = route.rules().stream()
                    .map(rule -> new RouteRule<>(rule.matches(), rule))
                    .toList();
            all.add(new Route<>(route.name(), route.hostnames(), rules));
        }
        return new RouteExplainer(RouteTable.of(all));
    }

    /** The whole explanation; looks at every match. */
    public Explanation explain(RequestHead request) {
        Explanation brief = decide(request);
        return new Explanation(
                brief.winner(), table.explain(request, RequestHead.reader()), brief.copies(), brief.refusal());
    }

    /** The winner and its copies only, found through the index: {@code considered} stays empty. */
    public Explanation decide(RequestHead request) {
        RouteHit<MirrorRule> hit = table.find(request, RequestHead.reader());
        if (hit == null) {
            return new Explanation(Optional.empty(), List.of(), List.of(), Optional.empty());
        }
        List<PlannedCopy> copies = new ArrayList<>();
        for (MirrorSpec mirror : hit.action().mirrors()) {
            copies.add(new PlannedCopy(mirror, mirror.preview(request)));
        }
        return new Explanation(Optional.of(hit), List.of(), copies, MirrorRule.refusal(request));
    }
}

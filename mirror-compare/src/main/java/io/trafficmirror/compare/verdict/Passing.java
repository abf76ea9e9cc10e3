// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why there is no PASS yet. Immutable.
 *
 * @param reason the sentence
 * @param needs exchanges still needed
 */
record Passing(String reason, OptionalLong needs) {
    /** The first thing that stands against PASS: nothing seen, routes missing, too few judged, revoked, not proved; empty for PASS. */
    static Optional<Passing> of(Judgement judgement, List<RouteVerdict> routes) {
        OptionalLong needs = needs(routes);
        List<String> missing = routes.stream()
                .filter(r -> r.counts().exchanges() == 0)
                .map(r -> r.counts().route())
                .toList();
        if (missing.size() == routes.size()) {
            long dropped = routes.stream().mapToLong(r -> r.counts().dropped()).sum();
            return Optional.of(new Passing(
                    "no exchange was judged yet"
                            + (dropped == 0 ? "" : "; " + Reason.number(dropped) + " copies could not be compared"),
                    needs));
        }
        if (!missing.isEmpty()) {
            int seen = routes.size() - missing.size();
            return Optional.of(new Passing(
                    Reason.shorten(
                            seen + " of " + routes.size() + " routes seen, missing: " + String.join(", ", missing),
                            Reason.LENGTH),
                    needs));
        }
        for (RouteVerdict route : routes) {
            long judged = route.counts().exchanges();
            long all = judged + route.counts().dropped();
            if (judged < judgement.coverage() * all) {
                String said = "only " + Reason.number(judged) + " of " + Reason.number(all) + " copies judged";
                return Optional.of(new Passing(Reason.of(route.counts().route(), "", said), OptionalLong.empty()));
            }
        }
        return routes.stream()
                .filter(RouteVerdict::revoked)
                .findFirst()
                .map(r -> revoked(r, needs))
                .or(() -> routes.stream()
                        .filter(r -> !r.passed())
                        .max(Comparator.comparingLong(r -> r.needs().orElse(Long.MAX_VALUE)))
                        .map(r -> open(judgement, r, needs)));
    }

    static String reason(Judgement judgement, List<RouteVerdict> routes) {
        long exchanges = routes.stream().mapToLong(r -> r.counts().exchanges()).sum();
        return routes.stream()
                .filter(RouteVerdict::different)
                .max(Comparator.comparingDouble(RouteVerdict::logDifference))
                .map(r -> Reason.of(
                        r.counts().route(),
                        "",
                        "proved different, within budget: shadow alone "
                                + Reason.number(r.counts().pairs().shadowOnly()) + ", control alone "
                                + Reason.number(r.counts().pairs().controlOnly()) + " of "
                                + Reason.number(r.counts().pairs().controlled())))
                .orElseGet(() -> {
                    RouteVerdict first = routes.get(0);
                    String where = routes.size() == 1 ? first.counts().route() : "all " + routes.size() + " routes";
                    long mismatches = routes.stream()
                            .mapToLong(r -> r.counts().mismatches())
                            .sum();
                    return Reason.of(
                            where,
                            "",
                            "excess below "
                                    + Reason.percent(judgement
                                            .budget(first.counts().route())
                                            .excess()) + ", "
                                    + Reason.number(mismatches) + " of " + Reason.number(exchanges)
                                    + " exchanges differ");
                });
    }

    private static Passing revoked(RouteVerdict route, OptionalLong needs) {
        String said = "PASS revoked, a regression began later; "
                + Reason.number(route.counts().mismatches()) + " of "
                + Reason.number(route.counts().exchanges()) + " exchanges differ";
        return new Passing(Reason.of(route.counts().route(), "", said), needs);
    }

    private static Passing open(Judgement judgement, RouteVerdict route, OptionalLong needs) {
        String seen = Reason.number(route.counts().mismatches()) + " of "
                + Reason.number(route.counts().exchanges()) + " exchanges differ, ";
        String said = route.needs().isPresent()
                ? seen + "needs " + Reason.number(route.needs().getAsLong()) + " more"
                : seen
                        + (route.counts().pairs().controlled() == 0
                                ? "above "
                                        + Reason.percent(judgement
                                                .budget(route.counts().route())
                                                .excess()) + ": needs a control to tell noise"
                                : "too near the budget to decide at this rate");
        return new Passing(Reason.of(route.counts().route(), "", said), needs);
    }

    private static OptionalLong needs(List<RouteVerdict> routes) {
        if (routes.stream().anyMatch(r -> r.needs().isEmpty())) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                routes.stream().mapToLong(r -> r.needs().getAsLong()).max().orElse(0));
    }
}

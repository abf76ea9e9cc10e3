// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

/**
 * Which share of the shadow's copies the control gets next. Stateless.
 *
 * <p>All, until a route is decided; then {@value #DECIDED}, and {@value #SETTLED} once ten times as much was seen as one verdict needs. It is decided
 * from the past only, before the exchange it is for, and never because of what the shadow answered: a control sent after a mismatch would miss those that
 * only the control has.
 *
 * @since 0.1.0
 */
public final class ControlShare {
    private static final double DECIDED = 0.05;
    private static final double SETTLED = 0.01;
    private static final int OFTEN = 10;

    private ControlShare() {}

    /**
     * The share for the next exchanges of a route.
     *
     * @param verdict the last look, which holds the past only
     * @param route the route's name
     * @param judgement the question
     * @return above 0 and at most 1
     */
    public static double next(Verdict verdict, String route, Judgement judgement) {
        return verdict.routes().stream()
                .filter(r -> r.counts().route().equals(route))
                .findFirst()
                .map(r -> next(r, verdict.outcome() == Outcome.FAIL, judgement))
                .orElse(1.0);
    }

    private static double next(RouteVerdict route, boolean failed, Judgement judgement) {
        if (!route.passed() && !(failed && route.different())) {
            return 1;
        }
        double needed = 2
                * -Math.log(judgement.alpha())
                / judgement.budget(route.counts().route()).excess();
        return route.counts().pairs().controlled() >= OFTEN * needed ? SETTLED : DECIDED;
    }
}

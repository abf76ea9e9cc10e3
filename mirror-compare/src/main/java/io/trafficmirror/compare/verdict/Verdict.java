// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import java.util.List;
import java.util.OptionalLong;

/**
 * The answer. Immutable.
 *
 * @param outcome PASS, FAIL or INSUFFICIENT
 * @param reason at most {@value Reason#LENGTH} characters, with the route, the path where there is one, and numbers
 * @param needs exchanges still needed on the route that needs most, if all goes on as it was; 0 where all is decided, empty where no number would do
 * @param logFail the natural logarithm of the averaged evidence for FAIL, which fails at {@code ln(1/α)}
 * @param routes each route by itself, in order of name
 * @param culprits the cells that differ more in the shadow, at most a share α of them wrongly; most evidence first; good for this look only
 * @since 0.1.0
 */
public record Verdict(
        Outcome outcome,
        String reason,
        OptionalLong needs,
        double logFail,
        List<RouteVerdict> routes,
        List<Culprit> culprits) {

    /** Copies. */
    public Verdict {
        routes = List.copyOf(routes);
        culprits = List.copyOf(culprits);
    }

    /** The routes that are proved to be slow more often than their budget allows. */
    public List<RouteVerdict> slower() {
        return routes.stream().filter(RouteVerdict::slower).toList();
    }

    /** The outcome as a number. */
    public int code() {
        return outcome.code();
    }

    /**
     * A cell in which the shadow differs more often than the control.
     *
     * @param cell its counts
     * @param logEvidence the natural logarithm of the evidence for that
     */
    public record Culprit(JudgedCell cell, double logEvidence) {}
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import io.trafficmirror.compare.evidence.ScopedRoute;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Scope;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The question: what the candidate may do, and how sure the verdict must be. Immutable.
 *
 * <p>A new status, a new type and a missing field are never allowed: they have no setting.
 *
 * @param alpha the probability, at most, of a false PASS, and that of a false FAIL; above 0 and below 0.5
 * @param budget for every route without one of its own
 * @param routes budgets of single routes, by name, and of scopes, by label
 * @param required routes without which there is no PASS; those seen are required too
 * @param cells the cap of the table of cells, 1 to 1,000,000: their weights are fixed by it before there is data
 * @param coverage the smallest share of a route's copies that must have been judged, 0 to 1
 * @param window how many exchanges of each route make the sample, where that is fixed beforehand; empty to look always
 * @param runLength how many blocks of time pass on average, at least, before a PASS is revoked without cause; 2 or more
 * @since 0.1.0
 */
public record Judgement(
        double alpha,
        Budget budget,
        Map<String, Budget> routes,
        Set<String> required,
        int cells,
        double coverage,
        OptionalLong window,
        long runLength) {

    /** Checks the ranges, and copies. */
    public Judgement {
        Checks.between(alpha, 0, 0.5, "alpha");
        if (cells < 1 || cells > 1_000_000) {
            throw new IllegalArgumentException("cells: must be 1..1000000, was " + cells);
        }
        if (!(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("coverage: must be 0..1, was " + coverage);
        }
        if (window.isPresent() && window.getAsLong() < 1) {
            throw new IllegalArgumentException("window: must be 1 or more, was " + window.getAsLong());
        }
        if (runLength < 2) {
            throw new IllegalArgumentException("runLength: must be 2 or more, was " + runLength);
        }
        // In an order of their own, for the text of a judgement decides whether two reports may be merged.
        routes = Collections.unmodifiableMap(new TreeMap<>(routes));
        required = Collections.unmodifiableSet(new TreeSet<>(required));
    }

    /**
     * Excess mismatch below 0.1 %, α 5 %, no new status, type or missing field, the threshold of latency exceeded at most twice as often; 4096 cells, as many as evidence tells apart by default,
     * half of each route's copies judged, looked at always, and a PASS revoked without cause once in 10,000 blocks.
     */
    public static Judgement defaults() {
        return new Judgement(0.05, new Budget(0.001, 2), Map.of(), Set.of(), 4096, 0.5, OptionalLong.empty(), 10_000);
    }

    /** The defaults, with what a plan says. */
    public static Judgement of(ExperimentPlan plan) {
        Judgement judgement = defaults();
        if (plan.alpha().isPresent()) {
            judgement = judgement.withAlpha(plan.alpha().getAsDouble());
        }
        if (plan.window().isPresent()) {
            judgement = judgement.withWindow(plan.window().getAsLong());
        }
        for (Scope scope : plan.scopes()) {
            Budget budget = new Budget(
                    scope.excess().orElse(judgement.budget.excess()),
                    scope.slower().orElse(judgement.budget.slower()));
            String label = plan.label(scope.route(), scope.rule());
            judgement = label.isEmpty() ? judgement.withBudget(budget) : judgement.withRoute(label, budget);
        }
        return judgement;
    }

    /** With another bound on both errors. */
    public Judgement withAlpha(double other) {
        return new Judgement(other, budget, routes, required, cells, coverage, window, runLength);
    }

    /** With another budget for all routes that have none of their own. */
    public Judgement withBudget(Budget other) {
        return new Judgement(alpha, other, routes, required, cells, coverage, window, runLength);
    }

    /** With a budget for one route. */
    public Judgement withRoute(String route, Budget other) {
        Map<String, Budget> more = new TreeMap<>(routes);
        more.put(route, other);
        return new Judgement(alpha, budget, more, required, cells, coverage, window, runLength);
    }

    /** With routes without which there is no PASS. */
    public Judgement withRequired(String... names) {
        Set<String> more = new TreeSet<>(required);
        more.addAll(Set.of(names));
        return new Judgement(alpha, budget, routes, more, cells, coverage, window, runLength);
    }

    /** With another cap of the table of cells. */
    public Judgement withCells(int other) {
        return new Judgement(alpha, budget, routes, required, other, coverage, window, runLength);
    }

    /** With another smallest share of copies judged. */
    public Judgement withCoverage(double other) {
        return new Judgement(alpha, budget, routes, required, cells, other, window, runLength);
    }

    /** With a sample of fixed size, to be looked at once for PASS. */
    public Judgement withWindow(long exchanges) {
        return new Judgement(alpha, budget, routes, required, cells, coverage, OptionalLong.of(exchanges), runLength);
    }

    /** What a route may do. */
    public Budget budget(String route) {
        Budget known = routes.get(route);
        return known == null ? routes.getOrDefault(ScopedRoute.label(route), budget) : known;
    }
}

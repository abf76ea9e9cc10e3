// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is asked of all routes together. Immutable.
 *
 * @param scopes what is asked of single rules, one for each rule with a mirror
 * @param alpha the probability, at most, of a false PASS, and that of a false FAIL; above 0 and below 0.5
 * @param window how many exchanges of each route make the sample, where that is fixed beforehand
 * @param adaptive names of the routes of which the control's share follows the verdict, for no share was named
 * @since 0.1.0
 */
public record ExperimentPlan(List<Scope> scopes, OptionalDouble alpha, OptionalLong window, Set<String> adaptive) {
    /** Nothing is said. */
    public static final ExperimentPlan NONE =
            new ExperimentPlan(List.of(), OptionalDouble.empty(), OptionalLong.empty(), Set.of());

    /** Checks the ranges, and copies. */
    public ExperimentPlan {
        scopes = List.copyOf(scopes);
        adaptive = Set.copyOf(adaptive);
        if (alpha.isPresent() && !(alpha.getAsDouble() > 0 && alpha.getAsDouble() < 0.5)) {
            throw new IllegalArgumentException("alpha: must be above 0 and below 0.5, was " + alpha.getAsDouble());
        }
        if (window.isPresent() && window.getAsLong() < 1) {
            throw new IllegalArgumentException("window: must be 1 or more, was " + window.getAsLong());
        }
    }

    /** What is asked of a rule. */
    public Optional<Scope> scope(String route, int rule) {
        return scopes.stream()
                .filter(scope -> scope.route().equals(route) && scope.rule() == rule)
                .findFirst();
    }

    /**
     * A name for what is asked of a rule: empty where the same is asked everywhere, else the route's name, with the rule's index where the rules of
     * that route differ. Evidence of two scopes is never added up under one name.
     */
    public String label(String route, int rule) {
        Optional<Scope> scope = scope(route, rule);
        if (scope.isEmpty() || scopes.stream().allMatch(scope.get()::asksAs)) {
            return "";
        }
        boolean oneRoute =
                scopes.stream().filter(other -> other.route().equals(route)).allMatch(scope.get()::asksAs);
        return oneRoute ? route : route + "[" + rule + "]";
    }
}

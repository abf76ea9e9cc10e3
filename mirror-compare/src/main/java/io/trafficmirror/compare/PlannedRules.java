// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.difference.PathRule;
import io.trafficmirror.compare.difference.PathRule.ArrayMode;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.PlaceRule;
import io.trafficmirror.experiment.PlaceRule.How;
import io.trafficmirror.experiment.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a plan as the comparison has them. Stateless. */
final class PlannedRules {
    private PlannedRules() {}

    /** By the labels of the plan, in the order in which they count. */
    static Map<String, Map<PathPattern, PathRule>> of(ExperimentPlan plan) {
        Map<String, Map<PathPattern, PathRule>> rules = new LinkedHashMap<>();
        for (Scope scope : plan.scopes()) {
            Map<PathPattern, PathRule> ofScope = new LinkedHashMap<>();
            for (PlaceRule place : scope.places()) {
                ofScope.putIfAbsent(PathPattern.parse(place.path()), rule(place.how()));
            }
            rules.putIfAbsent(plan.label(scope.route(), scope.rule()), ofScope);
        }
        return rules;
    }

    private static PathRule rule(How how) {
        if (how instanceof How.ByKeys by) {
            return PathRule.keys(by.keys().toArray(String[]::new));
        }
        if (how instanceof How.Within within) {
            return PathRule.precision(within.distance());
        }
        return new PathRule(
                how instanceof How.Ignore,
                how instanceof How.AsSet
                        ? ArrayMode.SET
                        : how instanceof How.AsMultiset ? ArrayMode.MULTISET : ArrayMode.LIST,
                List.of(),
                Optional.empty(),
                how instanceof How.SameFormat);
    }
}

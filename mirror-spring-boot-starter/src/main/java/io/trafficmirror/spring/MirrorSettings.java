// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Scope;
import io.trafficmirror.report.Role;
import java.util.List;

/**
 * What properties and manifests say together. Immutable.
 *
 * @param routes those of the properties, then those of the manifests
 * @param plan what is asked of responses
 */
record MirrorSettings(List<MirrorRoute> routes, ExperimentPlan plan) {
    /** Copies the list. */
    MirrorSettings {
        routes = List.copyOf(routes);
    }

    /** Whether anything is asked of responses: a comparison, a judgement, or a control to hold the shadow against. */
    boolean asks() {
        return plan.alpha().isPresent()
                || plan.window().isPresent()
                || plan.scopes().stream().anyMatch(MirrorSettings::says)
                || hasControl();
    }

    /** Whether anything is asked of a rule's responses. */
    static boolean says(Scope scope) {
        return !scope.places().isEmpty()
                || scope.writes().isPresent()
                || scope.excess().isPresent()
                || scope.slower().isPresent();
    }

    private boolean hasControl() {
        return routes.stream()
                .flatMap(route -> route.rules().stream())
                .flatMap(rule -> rule.mirrors().stream())
                .anyMatch(mirror -> mirror.role() == Role.CONTROL);
    }
}

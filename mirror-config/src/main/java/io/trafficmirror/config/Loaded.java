// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.experiment.ExperimentPlan;
import java.util.List;

/**
 * What manifests say. Immutable.
 *
 * @param routes in the order of the sources and documents, which is the order that breaks ties
 * @param plan what policies ask of responses: for {@code LiveExperiment.of} of mirror-compare
 * @param warnings what will never have an effect, by source and position
 * @since 0.1.0
 */
public record Loaded(List<MirrorRoute> routes, ExperimentPlan plan, List<Problem> warnings) {
    /** Copies the lists. */
    public Loaded {
        routes = List.copyOf(routes);
        warnings = List.copyOf(warnings);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Puts together what properties and manifests ask of responses. Confined to one thread. */
final class PlanSum {
    private final List<SettingProblem> problems;

    /** What is said twice and differently is recorded. */
    PlanSum(List<SettingProblem> problems) {
        this.problems = problems;
    }

    ExperimentPlan of(ExperimentPlan one, ExperimentPlan other) {
        List<Scope> scopes = new ArrayList<>(one.scopes());
        scopes.addAll(other.scopes());
        Set<String> adaptive = new HashSet<>(one.adaptive());
        adaptive.addAll(other.adaptive());
        Optional<Double> alpha = agreed("alpha", boxed(one.alpha()), boxed(other.alpha()));
        Optional<Long> window = agreed("window", boxed(one.window()), boxed(other.window()));
        return new ExperimentPlan(
                scopes,
                alpha.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                window.map(OptionalLong::of).orElse(OptionalLong.empty()),
                adaptive);
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    private <T> Optional<T> agreed(String name, Optional<T> one, Optional<T> other) {
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            problems.add(new SettingProblem(
                    "judgement." + name,
                    "must be the same in properties and manifests, was " + one.get() + " and " + other.get()));
        }
        return one.or(() -> other);
    }
}

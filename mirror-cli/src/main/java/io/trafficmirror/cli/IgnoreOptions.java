// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.ComparingObserverBuilder;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Writes;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a command leaves out of each comparison. Confined to one command. */
final class IgnoreOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Option(
            names = "--ignore",
            paramLabel = "PATH",
            description = "A place that is not compared on any route, such as '$.**.traceId'. May be repeated.")
    private List<String> ignored = new ArrayList<>();

    /** A comparison under these rules. What is stored was wanted, writes too, unless the manifests say otherwise. */
    ComparingObserverBuilder comparison(ExperimentPlan plan) {
        ComparingObserverBuilder comparison =
                ComparingObserver.builder().plan(plan).writes(Writes.COMPARE);
        for (String path : ignored) {
            try {
                comparison.ignore(path);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--ignore: " + e.getMessage(), e);
            }
        }
        return comparison;
    }
}

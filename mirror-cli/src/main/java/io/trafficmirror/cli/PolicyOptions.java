// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.config.Loaded;
import io.trafficmirror.config.ManifestException;
import io.trafficmirror.config.Manifests;
import io.trafficmirror.experiment.ExperimentPlan;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Manifests by whose policies a command compares or judges. Confined to one command. */
final class PolicyOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "Manifests with a MirrorPolicy, or a directory of them, whose judgement holds and, where exchanges"
                            + " are compared, whose comparison. May be repeated.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--backend",
            paramLabel = "NAME=URL",
            description = "Where a backend of the manifests listens: [NAMESPACE/]NAME[:PORT]=URL. May be repeated.")
    private List<String> backends = new ArrayList<>();

    boolean isGiven() {
        return !rules.isEmpty();
    }

    /** What the manifests ask of responses; warnings are printed. */
    ExperimentPlan plan(Console console) throws IOException {
        if (rules.isEmpty()) {
            return ExperimentPlan.NONE;
        }
        try {
            Path[] paths = rules.stream().map(Path::of).toArray(Path[]::new);
            Loaded loaded =
                    Manifests.with(ManifestOptions.backends(backends, spec)).read(paths);
            loaded.warnings().forEach(warning -> console.err().println("warning: " + warning));
            return loaded.plan();
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "--rules: " + e.getMessage(), e);
        } catch (ManifestException e) {
            e.problems().stream().skip(1).forEach(problem -> console.err().println("error: " + problem));
            throw UnreadableException.forGood("--rules", e.problems().get(0).toString(), e);
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.config.BackendUrls;
import io.trafficmirror.config.Loaded;
import io.trafficmirror.config.ManifestException;
import io.trafficmirror.config.ManifestReader;
import io.trafficmirror.config.Manifests;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which manifests a command reads. Confined to one command. */
final class ManifestOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Option(
            names = "--routes",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files, or directories of *.yaml and *.yml.")
    private List<String> routes = new ArrayList<>();

    @Option(
            names = "--backend",
            paramLabel = "NAME=URL",
            description = "Where a backend listens: [NAMESPACE/]NAME[:PORT]=URL. May be repeated.")
    private List<String> backends = new ArrayList<>();

    /** Checks the options and reads the manifests; warnings and errors are printed. Empty if the manifests have errors. */
    Optional<Loaded> load(Console console) {
        Path[] paths = paths();
        ManifestReader manifests = Manifests.with(backends(backends, spec));
        try {
            Loaded loaded = manifests.read(paths);
            loaded.warnings().forEach(warning -> console.err().println("warning: " + warning));
            console.err().flush();
            return Optional.of(loaded);
        } catch (ManifestException e) {
            e.problems().forEach(problem -> console.err().println("error: " + problem));
            return Optional.empty();
        }
    }

    private Path[] paths() {
        if (routes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--routes: needs one or more files or directories");
        }
        try {
            return routes.stream().map(Path::of).toArray(Path[]::new);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "--routes: " + e.getMessage(), e);
        }
    }

    /** Where backends listen, as the option says it. */
    static BackendUrls backends(List<String> backends, CommandSpec spec) {
        BackendUrls urls = BackendUrls.none();
        for (String backend : backends) {
            String[] pair = backend.split("=", 2);
            if (pair.length < 2) {
                throw new ParameterException(
                        spec.commandLine(), "--backend: must be [namespace/]name[:port]=URL, was " + pair[0]);
            }
            try {
                urls = urls.with(pair[0], pair[1]);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
        return urls;
    }
}

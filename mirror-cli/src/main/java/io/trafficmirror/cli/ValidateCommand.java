// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code validate}: whether manifests are valid. */
@Command(
        name = "validate",
        exitCodeOnInvalidInput = ExitStatus.WRONG_COMMAND,
        exitCodeOnExecutionException = ExitStatus.UNREADABLE,
        description = "Tells whether manifests are valid: all their errors, or their warnings.",
        footer = {"", "Exit status: 0 valid, 1 the manifests have errors, 2 the command line is wrong."})
final class ValidateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final ManifestOptions manifests = new ManifestOptions();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return manifests
                .load(console)
                .map(loaded -> {
                    console.out()
                            .println("valid: " + loaded.routes().size() + " routes, "
                                    + loaded.warnings().size() + " warnings");
                    return 0;
                })
                .orElse(ExitStatus.INVALID);
    }
}

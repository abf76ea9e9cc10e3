// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.verdict.CountsJudge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verdict}: whether a candidate may be promoted. */
@Command(
        name = "verdict",
        exitCodeOnInvalidInput = ExitStatus.USAGE,
        description = "Judges counts: whether a candidate may be promoted.",
        footer = {"", "Exit status: 0 all lines were judged, 64 the command line is wrong, 70 something can't be read."})
final class VerdictCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Option(
            names = "--counts",
            paramLabel = "FILE",
            description = {
                "One JSON object a line in,",
                "{\"exchanges\":n,\"mismatches\":m,\"controlled\":k,\"shadowOnly\":b,\"controlOnly\":c},",
                "one verdict a line out. - or /dev/stdin reads what is piped in."
            })
    private @Nullable String counts;

    VerdictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (counts == null) {
            throw new ParameterException(spec.commandLine(), "verdict: needs --counts FILE");
        }
        counts(counts);
        return 0;
    }

    private void counts(String file) throws IOException {
        if (file.equals("-") || file.equals("/dev/stdin")) {
            counts(file, console.in());
            return;
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            counts(file, in);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "--counts: " + e.getMessage(), e);
        } catch (IOException e) {
            throw UnreadableException.of(file, e);
        }
    }

    private void counts(String file, InputStream in) throws IOException {
        try {
            CountsJudge.defaults().judge(in, console.out());
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(file, String.valueOf(e.getMessage()), e);
        }
    }
}

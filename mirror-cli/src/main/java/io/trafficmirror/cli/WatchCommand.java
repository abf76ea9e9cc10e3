// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code watch}: the verdict, drawn again and again. */
@Command(
        name = "watch",
        exitCodeOnInvalidInput = ExitStatus.USAGE,
        exitCodeOnExecutionException = ExitStatus.UNREADABLE,
        description = "Draws the verdict again and again, until it is stopped.",
        footer = {
            "",
            "Exit status: that of the last verdict, 0 PASS, 1 FAIL, 2 INSUFFICIENT;",
            "64 the command line is wrong, 70 something can't be read."
        })
final class WatchCommand implements Callable<Integer> {
    /** Cursor to the first column of the first line; clear from there (ECMA-48). */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Mixin
    private final SourceOptions options = new SourceOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(names = "--times", paramLabel = "N", description = "Ends after so many looks; by default never.")
    private long times = Long.MAX_VALUE;

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (times < 1) {
            throw new ParameterException(spec.commandLine(), "--times: must be 1 or more, was " + times);
        }
        List<ReportSource> sources = options.sources(console);
        int status = ExitStatus.UNREADABLE;
        Judgement judgement = Judgement.of(policies.plan(console));
        for (long look = 1; ; look++) {
            status = draw(sources, judgement);
            if (look == times) {
                return status;
            }
            Pause.of(options.every().toMillis());
        }
    }

    private int draw(List<ReportSource> sources, Judgement judgement) throws IOException {
        try {
            Findings findings = SourceOptions.look(sources, judgement, console);
            show(console.coloured(findings.verdict().outcome(), Format.TEXT.write(findings)));
            return findings.verdict().code();
        } catch (UnreadableException e) {
            if (!e.isPassing()) {
                throw e;
            }
            show("error: " + e.getMessage() + "\n");
            return ExitStatus.UNREADABLE;
        }
    }

    private void show(String text) {
        String terminal = console.environment().getOrDefault("TERM", "dumb");
        console.out().print((terminal.equals("dumb") ? "" : CLEAR) + text);
        console.out().flush();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.CountsJudge;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verdict}: whether a candidate may be promoted. */
@Command(
        name = "verdict",
        exitCodeOnInvalidInput = ExitStatus.USAGE,
        exitCodeOnExecutionException = ExitStatus.UNREADABLE,
        description = "Adds up reports and judges them: whether a candidate may be promoted.",
        footer = {
            "",
            "Exit status: 0 PASS, 1 FAIL, 2 INSUFFICIENT; with --counts 0, whatever the",
            "lines say; 64 the command line is wrong, 70 something can't be read."
        })
final class VerdictCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Mixin
    private final SourceOptions options = new SourceOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, markdown or html; by default text.")
    private Format format = Format.TEXT;

    @Option(
            names = "--insufficient",
            paramLabel = "fail|pass",
            description = "The exit status where neither is proved is that of fail or pass.")
    private Insufficient insufficient = Insufficient.ITSELF;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Looks at URLs again until there is a verdict, for at most this time, such as 30m.")
    private @Nullable Duration wait;

    @Option(
            names = "--counts",
            paramLabel = "FILE",
            description = {
                "Instead of reports: one JSON object a line in,",
                "{\"exchanges\":n,\"mismatches\":m,",
                "\"controlled\":k,\"shadowOnly\":b,\"controlOnly\":c},",
                "one verdict a line out. - or /dev/stdin reads what is piped in."
            })
    private @Nullable String counts;

    VerdictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if ((counts != null) == options.isGiven()) {
            throw new ParameterException(spec.commandLine(), "verdict: needs FILE|URL..., or --counts FILE");
        }
        if (counts != null) {
            if (policies.isGiven()) {
                throw new ParameterException(
                        spec.commandLine(), "--counts: is judged by the defaults, without --rules");
            }
            counts(counts);
            return 0;
        }
        List<ReportSource> sources = options.sources(console);
        if (wait != null && sources.stream().noneMatch(ReportSource::isLive)) {
            throw new ParameterException(spec.commandLine(), "--wait: needs a URL, for a file stays what it is");
        }
        Judgement judgement = Judgement.of(policies.plan(console));
        Findings findings =
                wait == null ? SourceOptions.look(sources, judgement, console) : decided(sources, judgement, wait);
        console.out().print(console.coloured(findings.verdict().outcome(), format.write(findings)));
        return insufficient.status(findings.verdict().outcome());
    }

    /** Looks until there is a verdict or the time is over. What can't be read now may be at the next look. */
    private Findings decided(List<ReportSource> sources, Judgement judgement, Duration most) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            long left = (end - System.nanoTime()) / 1_000_000;
            try {
                Findings findings = SourceOptions.look(sources, judgement, console);
                if (findings.verdict().outcome() != Outcome.INSUFFICIENT || left <= 0) {
                    return findings;
                }
                console.err().println("INSUFFICIENT: " + findings.verdict().reason());
            } catch (UnreadableException e) {
                if (!e.isPassing() || left <= 0) {
                    throw e;
                }
                console.err().println("waiting: " + e.getMessage());
            }
            console.err().flush();
            Pause.of(Math.min(options.every().toMillis(), left));
        }
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
            throw UnreadableException.forGood(file, String.valueOf(e.getMessage()), e);
        }
    }
}

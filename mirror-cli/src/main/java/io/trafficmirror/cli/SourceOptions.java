// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which reports a command reads, and how. Confined to one command. */
final class SourceOptions {
    private static final String VARIABLE = "MIRROR_TOKEN";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|URL",
            description = "Reports, which are added up; such as http://HOST:PORT/mirror/report of each replica.")
    private List<String> places = new ArrayList<>();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The bearer token that URLs ask for. Better given as " + VARIABLE
                    + " in the environment, for others see command lines.")
    private @Nullable String token;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a URL may take, by default 10s.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "The time between two looks, by default 5s.")
    private Duration every = Duration.ofSeconds(5);

    boolean isGiven() {
        return !places.isEmpty();
    }

    /** The time between two looks. */
    Duration every() {
        return every;
    }

    /** What is asked for. */
    List<ReportSource> sources(Console console) {
        if (places.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "FILE|URL: needs one or more reports");
        }
        ReportClient client = new ReportClient(timeout, token(console));
        List<ReportSource> sources = new ArrayList<>();
        for (String place : places) {
            try {
                sources.add(ReportSource.of(place, client, Resolver.SYSTEM));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
        return sources;
    }

    /** Looks once at the sum of all; who did not answer is said on the standard error. */
    static Findings look(List<ReportSource> sources, Judgement judgement, Console console) throws IOException {
        Gathered gathered = ReportSource.sum(sources);
        gathered.missing().forEach(who -> console.err().println("no answer: " + who));
        console.err().flush();
        return gathered.judged(Findings.of(gathered.report(), judgement));
    }

    private Optional<String> token(Console console) {
        String secret = token == null ? console.environment().getOrDefault(VARIABLE, "") : token;
        // What the client would say of it holds it.
        if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new ParameterException(
                    spec.commandLine(), "--token, " + VARIABLE + ": must be visible ASCII characters without spaces");
        }
        return secret.isEmpty() ? Optional.empty() : Optional.of(secret);
    }
}

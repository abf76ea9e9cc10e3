// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.kafka.exchange.ExchangeRecord;
import io.trafficmirror.kafka.exchange.ExchangeRecordFormat;
import io.trafficmirror.kafka.exchange.StoredExchanges;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: what other rules would have said of exchanges that were stored. */
@Command(
        name = "compare",
        exitCodeOnInvalidInput = ExitStatus.USAGE,
        exitCodeOnExecutionException = ExitStatus.UNREADABLE,
        description = "Compares stored exchanges again, under other rules, and judges what is found.",
        footer = {
            "",
            "Exit status: 0 PASS, 1 FAIL, 2 INSUFFICIENT; 64 the command line is wrong,",
            "70 something can't be read."
        })
final class CompareCommand implements Callable<Integer> {
    private final Console console;
    private final ExchangeRecordFormat records = new ExchangeRecordFormat();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Exchanges as --save writes them.")
    private List<String> files = new ArrayList<>();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final IgnoreOptions ignore = new IgnoreOptions();

    @Option(
            names = "--candidate",
            paramLabel = "NAME",
            description = "Of which candidate; needed where there are exchanges of more than one.")
    private @Nullable String candidate;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Writes what was compared to this file, as a CBOR sequence.")
    private @Nullable String save;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, markdown or html; by default text.")
    private Format format = Format.TEXT;

    @Option(
            names = "--insufficient",
            paramLabel = "fail|pass",
            description = "The exit status where neither is proved is that of fail or pass.")
    private Insufficient insufficient = Insufficient.ITSELF;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<StoredExchanges> topic = kafka.stored();
        if (topic.isEmpty() == files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "compare: needs FILE..., or --from-kafka TOPIC");
        }
        ExperimentPlan plan = policies.plan(console);
        Rejudgement rejudgement = new Rejudgement(ignore.comparison(plan), Judgement.of(plan), candidate);
        try {
            read(topic, rejudgement);
        } catch (Rejudgement.SeveralCandidatesException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Findings findings = rejudgement.findings();
        if (findings == null) {
            throw UnreadableException.forGood(
                    topic.map(StoredExchanges::topic).orElse(String.join(", ", files)),
                    "holds no exchange" + (candidate == null ? "" : " of " + candidate),
                    null);
        }
        console.err().println("compared: " + rejudgement.compared() + " exchanges");
        console.err().flush();
        console.out().print(format.write(findings));
        return insufficient.status(findings.verdict().outcome());
    }

    private void read(Optional<StoredExchanges> topic, Rejudgement rejudgement) throws IOException {
        String target = save;
        if (target == null) {
            read(topic, rejudgement::add);
            return;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path("--save", target)))) {
            read(topic, (Consumer<ExchangeRecord>) record -> {
                if (rejudgement.add(record)) {
                    append(record, out);
                }
            });
        } catch (UncheckedIOException e) {
            throw UnreadableException.forGood(target, String.valueOf(e.getMessage()), e);
        }
    }

    private void append(ExchangeRecord record, OutputStream out) {
        try {
            out.write(records.write(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Optional<StoredExchanges> topic, Consumer<ExchangeRecord> each) throws IOException {
        if (topic.isPresent()) {
            StoredExchanges.Count count = topic.get().readAll(each);
            if (count.refused() > 0) {
                console.err().println("passed over: " + count.refused() + " records that are no exchanges");
            }
            return;
        }
        for (String file : files) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(path("FILE", file)))) {
                records.readAll(in, each);
            } catch (IllegalArgumentException e) {
                throw UnreadableException.forGood(file, String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                throw UnreadableException.of(file, e);
            }
        }
    }

    private Path path(String name, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), name + ": " + e.getMessage(), e);
        }
    }
}

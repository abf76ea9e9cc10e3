// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.benchmarks.paper.Machine;
import io.trafficmirror.benchmarks.paper.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all JMH benchmarks with fixed settings and writes their part of the page. */
public final class Micro {
    private static final int[] THREADS = {1, 4, 32};
    private static final boolean HASTY = Boolean.getBoolean("hasty");

    private Micro() {}

    /** Takes about ten minutes. {@code -Dhasty=true} sees only whether it works; {@code -Dpage=FILE} writes elsewhere. */
    public static void main(String[] args) throws IOException, RunnerException {
        Path page = Path.of(System.getProperty("page", "docs/benchmarks-details.md"));
        List<String> facts = new ArrayList<>(Machine.facts());
        MicroTables tables = new MicroTables();
        tables.add(run(FilterBenchmark.class, 1));
        tables.add(run(ObserveBenchmark.class, 1));
        tables.add(run(ObservedBenchmark.class, 1));
        for (int threads : THREADS) {
            tables.add(run(OfferBenchmark.class, threads));
        }
        tables.add(run(RouteLookupBenchmark.class, 1));
        facts.add(HASTY ? "**a hasty run, good for nothing**" : "`./benchmarks/micro`");
        Page.fill(page, "micro", "- " + String.join("\n- ", facts) + "\n\n" + tables);
        Path folder = page.resolveSibling("benchmarks");
        Files.createDirectories(folder);
        Files.write(folder.resolve("micro.jsonl"), tables.raw(facts));
    }

    /** Forks as the benchmark itself says, or one. */
    private static List<RunResult> run(Class<?> benchmark, int threads) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1));
        if (HASTY) {
            options.forks(1)
                    .warmupIterations(1)
                    .measurementIterations(1)
                    .warmupTime(TimeValue.milliseconds(100))
                    .measurementTime(TimeValue.milliseconds(100));
        }
        return List.copyOf(new Runner(options.build()).run());
    }
}

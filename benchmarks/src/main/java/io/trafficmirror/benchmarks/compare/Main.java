// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.compare;

import io.trafficmirror.benchmarks.paper.Machine;
import io.trafficmirror.benchmarks.paper.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of comparing and of a look, and writes their part of {@code docs/comparison.md}. */
public final class Main {
    private static final List<String> OURS = List.of(
            "answer-same",
            "answer-changed",
            "items-1000",
            "items-5000",
            "items-20000",
            "items-1000-shuffled",
            "items-5000-shuffled",
            "items-20000-shuffled",
            "integers-100000",
            "integers-100000-shuffled",
            "integers-100000-reversed");

    /** Where the others take less than a second. */
    private static final Map<String, List<String>> OTHERS = Map.of(
            "treeWalk", OURS,
            "zjsonpatch", List.of("answer-same", "answer-changed", "items-1000", "items-5000", "items-1000-shuffled"),
            "jsonUnit", List.of("answer-same", "answer-changed", "items-1000", "items-5000", "items-1000-shuffled"));

    private static final boolean HASTY = Boolean.getBoolean("hasty");

    private Main() {}

    /** Takes about ten minutes. {@code -Dhasty=true} sees only whether it works; {@code -Dpage=FILE} writes elsewhere. */
    public static void main(String[] args) throws IOException, RunnerException {
        Map<String, Map<String, RunResult>> results = new LinkedHashMap<>();
        results.put("trafficMirror", run("trafficMirror", OURS));
        for (String other : List.of("treeWalk", "zjsonpatch", "jsonUnit")) {
            results.put(other, run(other, OTHERS.getOrDefault(other, List.of())));
        }
        RunResult look = new Runner(options(LookBenchmark.class.getName()).build()).runSingle();
        List<String> facts = new ArrayList<>(Machine.facts());
        facts.add(HASTY ? "**a hasty run, good for nothing**" : "`./benchmarks/compare-cost`");
        facts.add(String.format(
                Locale.ROOT,
                "a look at 100,000 rows: %.1f ms",
                look.getPrimaryResult().getScore() / 1e6));
        Page.fill(
                Path.of(System.getProperty("page", "docs/comparison.md")),
                "compare-cost",
                "- " + String.join("\n- ", facts) + "\n\n" + table(results));
    }

    private static Map<String, RunResult> run(String method, List<String> documents) throws RunnerException {
        ChainedOptionsBuilder options = options(DocumentBenchmark.class.getName() + "\\." + method + "$")
                .param("documents", documents.toArray(String[]::new));
        Map<String, RunResult> byDocument = new LinkedHashMap<>();
        for (RunResult result : new Runner(options.build()).run()) {
            byDocument.put(result.getParams().getParam("documents"), result);
        }
        return byDocument;
    }

    private static ChainedOptionsBuilder options(String included) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(included)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        if (HASTY) {
            options.warmupIterations(1)
                    .measurementIterations(1)
                    .warmupTime(TimeValue.milliseconds(100))
                    .measurementTime(TimeValue.milliseconds(100));
        }
        return options;
    }

    private static String table(Map<String, Map<String, RunResult>> results) {
        StringBuilder table =
                new StringBuilder("| µs (KB of garbage) | this | Jackson trees and a walk | zjsonpatch | JsonUnit |\n");
        table.append("|---|---:|---:|---:|---:|\n");
        for (String documents : OURS) {
            table.append("| ").append(documents);
            results.values().forEach(column -> {
                RunResult result = column.get(documents);
                table.append(" | ").append(result == null ? "" : cell(result));
            });
            table.append(" |\n");
        }
        return table.toString();
    }

    private static String cell(RunResult result) {
        Result<?> garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
        double micros = result.getPrimaryResult().getScore() / 1000;
        return String.format(
                Locale.ROOT, micros < 10 ? "%.2f (%.1f)" : "%,.0f (%,.1f)", micros, garbage.getScore() / 1000);
    }
}

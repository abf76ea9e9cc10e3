// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import io.trafficmirror.benchmarks.paper.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Medians over rounds, and medians of the ratios within each round, as Markdown. Stateless. */
final class Table {
    private static final int COLUMNS = 19;

    private Table() {}

    /** Of the samples of one scenario. */
    static String of(Samples scenario) {
        StringBuilder table = new StringBuilder(
                "| variant | requests/s | ratio | p50 µs | p99 µs | ratio | p99.9 µs | CPU µs/request | ratio | JIT"
                        + " µs/request | garbage B/request | CPU µs/copy | garbage B/copy | delivered | errors, unsent |"
                        + " heap MB | RSS MB | threads | sockets |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        Samples none = of(scenario.counting(), Variant.NONE);
        for (Variant variant : Variant.values()) {
            Samples taken = of(scenario, variant);
            Samples rows = taken.counting();
            if (!rows.isEmpty()) {
                table.append(row(variant, taken, none));
            } else if (!taken.isEmpty()) {
                table.append("| ")
                        .append(variant.title())
                        .append(" | no sample: ")
                        .append(taken.refusals());
                table.append(" |".repeat(COLUMNS - 1)).append('\n');
            }
        }
        return table + losses(scenario.counting());
    }

    private static Samples of(Samples scenario, Variant variant) {
        return scenario.where(sample -> sample.variant().equals(variant.id()));
    }

    private static String row(Variant variant, Samples taken, Samples none) {
        Samples rows = taken.counting();
        List<String> cells = new ArrayList<>();
        int rounds = rows.all().size();
        cells.add(variant.title() + (rounds < TargetRow.LEAST_ROUNDS ? " (rounds that count: " + rounds + ")" : ""));
        cells.add(rows.spread("perSecond").median("%.0f"));
        cells.add(rows.ratio(none, "perSecond").interval("%.2f"));
        cells.add(rows.spread("p50").median("%.0f"));
        cells.add(rows.spread("p99").median("%.0f"));
        cells.add(rows.ratio(none, "p99").interval("%.2f"));
        cells.add(rows.spread("p999").median("%.0f"));
        cells.add(rows.spread("cpu").median("%.1f"));
        cells.add(rows.ratio(none, "cpu").interval("%.2f"));
        cells.add(rows.spread("jit").median("%.1f"));
        cells.add(rows.spread("garbage").median("%.0f"));
        for (String figure : List.of("cpu", "garbage")) {
            Spread copy = rows.spread(sample -> Targets.perCopy(sample, none, figure));
            cells.add(variant.isOurs() || variant == Variant.NAIVE ? copy.median("%.0f") : "");
        }
        cells.add(
                variant.isOurs() || variant == Variant.NAIVE || variant == Variant.NGINX_MIRROR
                        ? rows.spread("delivered").median("%.3f")
                        : "");
        // Those of rounds that do not count as well: an error is none the less one.
        cells.add(sum(taken, "errors") + ", " + sum(rows, "unsent") + died(rows));
        cells.add(rows.spread("heapPeakMb").median("%.0f"));
        cells.add(aboveZero(rows, "rssMb"));
        cells.add(rows.spread("threads").median("%.0f"));
        cells.add(aboveZero(rows, "sockets"));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** A process that serves has some of it: nothing is what could not be read. */
    private static String aboveZero(Samples rows, String figure) {
        return rows.where(sample -> sample.figure(figure) > 0).spread(figure).median("%.0f");
    }

    private static String sum(Samples rows, String figure) {
        double sum = rows.all().stream().mapToDouble(s -> s.figure(figure)).sum();
        return String.format(Locale.ROOT, "%.0f", sum);
    }

    private static String died(Samples rows) {
        long died = rows.all().stream().filter(s -> s.figure("died") == 1).count();
        return died == 0 ? "" : "; out of memory in " + died + " rounds";
    }

    /** Which part of the selected copies was dropped or failed, by reason. */
    private static String losses(Samples scenario) {
        StringBuilder lines = new StringBuilder();
        for (Variant variant : Variant.values()) {
            Samples rows = of(scenario, variant);
            TreeSet<String> reasons = new TreeSet<>();
            for (Sample sample : rows.all()) {
                sample.figures().keySet().stream()
                        .filter(name -> name.startsWith("drop.") || name.startsWith("fail."))
                        .forEach(reasons::add);
            }
            if (!reasons.isEmpty()) {
                lines.append("- ").append(variant.title()).append(": ");
                List<String> parts = new ArrayList<>();
                for (String reason : reasons) {
                    Spread share = rows.spread(s -> s.figures().getOrDefault(reason, 0.0) / s.figure("selected"));
                    String name = reason.startsWith("fail.") ? "failed `" : "dropped `";
                    parts.add(name + reason.substring(5) + "` " + share.median("%.4f"));
                }
                lines.append(String.join(", ", parts)).append('\n');
            }
        }
        return lines.isEmpty() ? "" : "\nOf the copies selected in the window, medians:\n\n" + lines;
    }

    static String holding(Samples samples) {
        Samples scenario = samples.of(Holding.SCENARIO);
        if (scenario.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("\n"
                + "#### POST of 1 MiB, saturation, shadow hanging: what is left after full collections\n\n"
                + "| variant | live heap MiB | held by copies MiB | byte budget MiB | direct buffers MiB | RSS MB"
                + " | errors |\n"
                + "|---|---|---|---|---|---|---|\n");
        for (Variant variant : Variant.values()) {
            Samples rows = of(scenario, variant);
            if (!rows.isEmpty()) {
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %s | %s |%n",
                        variant.title(),
                        rows.spread("heapLiveMb").interval("%.1f"),
                        rows.spread("bytesHeldMb").interval("%.1f"),
                        rows.spread("byteLimitMb").median("%.1f"),
                        rows.spread("directMb").median("%.1f"),
                        rows.spread("rssMb").median("%.0f"),
                        sum(rows, "errors") + died(rows)));
            }
        }
        return table.toString();
    }

    static String upload(Samples samples) {
        Samples scenario = samples.of(Upload.SCENARIO);
        if (scenario.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("\n#### One upload of "
                + scenario.spread("mib").median("%.0f") + " MiB, shadow stalled\n\n"
                + "| variant | seconds | ratio | CPU s | heap MB | RSS MB |\n|---|---|---|---|---|---|\n");
        Samples none = of(scenario, Variant.NONE);
        for (Variant variant : Variant.values()) {
            Samples rows = of(scenario, variant);
            if (!rows.isEmpty()) {
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %s |%n",
                        variant.title(),
                        rows.spread("seconds").interval("%.3f"),
                        rows.ratio(none, "seconds").interval("%.3f"),
                        rows.spread("cpuSeconds").median("%.2f"),
                        rows.spread("heapPeakMb").median("%.0f"),
                        rows.spread("rssMb").median("%.0f")));
            }
        }
        return table.toString();
    }
}

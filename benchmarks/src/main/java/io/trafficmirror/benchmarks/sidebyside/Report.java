// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.paper.Bars;
import io.trafficmirror.benchmarks.paper.Page;
import io.trafficmirror.benchmarks.paper.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the parts of the pages and their plots from raw results, without measuring. Confined to one thread.
 *
 * @param file of raw results
 * @param page to be filled with what says most
 * @param details to be filled with all of it
 */
record Report(ResultFile file, Path page, Path details) {
    void write() throws IOException {
        Samples samples = file.samples();
        StringBuilder text = new StringBuilder();
        file.facts().forEach(fact -> text.append("- ").append(fact).append('\n'));
        text.append('\n').append(new Targets(samples).summary()).append('\n');
        Samples counting = samples.counting();
        plot(text, "throughput", throughput(counting));
        plot(text, "sick-shadow", sick(counting));
        plot(text, "latency", latency(counting));
        Page.fill(page, "side-by-side", text.toString());
        Page.fill(details, "all-scenarios", details(samples));
    }

    /** Fills the part of the details that is about scenarios which were measured once more. */
    void writeAgain() throws IOException {
        Samples samples = file.samples();
        StringBuilder text = new StringBuilder();
        file.facts().forEach(fact -> text.append("- ").append(fact).append('\n'));
        text.append('\n');
        new Targets(samples)
                .table()
                .lines()
                .filter(line -> !line.contains(TargetRow.NOT_MEASURED) && !line.contains("| – |"))
                .forEach(line -> text.append(line).append('\n'));
        Page.fill(details, "again", text.append(tables(samples)).toString());
    }

    private String details(Samples samples) throws IOException {
        StringBuilder text = new StringBuilder("### Targets\n\n")
                .append(new Targets(samples).table())
                .append('\n');
        plot(text, "cpu", cpu(samples.counting()));
        text.append("### All scenarios\n").append(tables(samples));
        return text.append(Table.holding(samples)).append(Table.upload(samples)).toString();
    }

    private static String tables(Samples samples) {
        StringBuilder text = new StringBuilder();
        for (Scenario scenario : Matrix.scenarios()) {
            if (!samples.of(scenario.id()).isEmpty()) {
                text.append("\n#### ").append(scenario.title()).append("\n\n");
                text.append(Table.of(samples.of(scenario.id())));
            }
        }
        return text.toString();
    }

    private void plot(StringBuilder text, String name, Bars bars) throws IOException {
        if (!bars.isEmpty()) {
            Path folder = page.resolveSibling("benchmarks");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".svg"), bars.svg());
            text.append("![")
                    .append(bars.title())
                    .append("](benchmarks/")
                    .append(name)
                    .append(".svg)\n\n");
        }
    }

    private static Bars throughput(Samples samples) {
        Bars bars = new Bars("Throughput at saturation, small GET, healthy shadow; no filter = 1", "%.2f");
        ratios(bars, samples.of(Matrix.GET_FULL), "perSecond");
        return bars;
    }

    private static Bars sick(Samples samples) {
        Bars bars = new Bars("Throughput at saturation, everything selected, sick shadow; no filter = 1", "%.3f");
        for (String mood : List.of("down", "resetting", "slow", "hanging")) {
            Samples scenario = samples.of("get-saturation-" + mood);
            if (!scenario.isEmpty()) {
                ratios(bars.group("shadow " + mood), scenario, "perSecond");
            }
        }
        return bars;
    }

    private static Bars latency(Samples samples) {
        Bars bars = new Bars("p99 in µs, open loop, healthy shadow", "%.0f").logarithmic();
        for (String scenario : List.of(Matrix.GET_500, Matrix.GET_HALF)) {
            if (!samples.of(scenario).isEmpty()) {
                bars.group(scenario.equals(Matrix.GET_500) ? "500 requests a second" : "half of saturation");
                for (Variant variant : Variant.values()) {
                    bars.bar(variant.title(), samples.of(scenario, variant.id()).spread("p99"), variant.isOurs());
                }
            }
        }
        return bars;
    }

    private static Bars cpu(Samples samples) {
        Bars bars = new Bars("CPU of the app's process for each delivered copy, µs", "%.1f");
        Targets targets = new Targets(samples);
        for (String scenario : List.of(Matrix.GET_FULL, Matrix.GET_500)) {
            if (!samples.of(scenario).isEmpty()) {
                bars.group(scenario.equals(Matrix.GET_500) ? "500 requests a second" : "saturation");
                for (Variant variant : List.of(Variant.MIRROR_ALL, Variant.MIRROR_JDK, Variant.NAIVE)) {
                    bars.bar(variant.title(), targets.spreadPerCopy(scenario, variant, "appCpu"), variant.isOurs());
                }
            }
        }
        return bars;
    }

    private static void ratios(Bars bars, Samples scenario, String figure) {
        Samples none = scenario.where(sample -> sample.variant().equals(Variant.NONE.id()));
        for (Variant variant : Variant.values()) {
            Samples mine = scenario.where(sample -> sample.variant().equals(variant.id()));
            if (variant != Variant.NONE) {
                bars.bar(variant.title(), mine.ratio(none, figure), variant.isOurs());
            }
        }
    }
}

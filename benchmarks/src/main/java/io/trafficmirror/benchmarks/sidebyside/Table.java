// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians over rounds, and medians of the ratios within each round. Stateless. */
final class Table {
    private Table() {}

    static String of(Scenario scenario, Map<Variant, List<Sample>> samples) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%s%s, %s, shadow %s, %d connections, %d rounds of %d s after %d s of warm-up%n%n",
                scenario.method(),
                scenario.bodyBytes() > 0 ? " " + scenario.bodyBytes() + " B" : "",
                scenario.rate() > 0 ? scenario.rate() + " requests a second" : "saturation",
                scenario.mood(),
                scenario.connections(),
                scenario.rounds(),
                scenario.seconds(),
                scenario.warmUpSeconds()));
        table.append("| variant | requests/s | ratio (min–max) | p50 µs | p99 µs | p99 ratio (min–max) | p99.9 µs "
                + "| CPU µs/request | ratio (min–max) | delivered | errors | heap MB | RSS MB | threads |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        List<Sample> base = samples.getOrDefault(Variant.NONE, List.of());
        samples.forEach((variant, rows) -> table.append(row(variant, rows, base)));
        return table.toString();
    }

    private static String row(Variant variant, List<Sample> rows, List<Sample> base) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %s | %.0f | %.0f | %s | %.0f | %.1f | %s | %.4f | %d | %.0f | %.0f | %.0f |%n",
                variant.title(),
                median(rows, Sample::perSecond),
                ratio(rows, base, Sample::perSecond),
                median(rows, Sample::p50),
                median(rows, Sample::p99),
                ratio(rows, base, Sample::p99),
                median(rows, Sample::p999),
                median(rows, Sample::cpuMicros),
                ratio(rows, base, Sample::cpuMicros),
                median(rows, Sample::delivered),
                rows.stream().mapToLong(Sample::errors).sum(),
                median(rows, Sample::heapPeakMb),
                median(rows, Sample::rssMb),
                median(rows, Sample::threads));
    }

    private static String ratio(List<Sample> rows, List<Sample> base, ToDoubleFunction<Sample> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ratios.add(figure.applyAsDouble(rows.get(i)) / figure.applyAsDouble(base.get(i)));
        }
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", middle(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    private static double median(List<Sample> rows, ToDoubleFunction<Sample> figure) {
        return middle(rows.stream().mapToDouble(figure).sorted().toArray());
    }

    private static double middle(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import io.trafficmirror.benchmarks.paper.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was aimed at, what was measured, and whether it was reached: medians of ratios within rounds. Immutable.
 *
 * @param samples of the whole run
 */
record Targets(Samples samples) {
    /** The six that say most, as a table in Markdown. */
    String summary() {
        return TargetRow.HEAD
                + nothingSampled()
                + share("20", 0.78, Variant.MIRROR_100)
                + ofBodies("64 KiB", Matrix.POST_64K, "CPU share 20 %", 0.78, Variant.MIRROR_100)
                + ofBodies("1 MiB", Matrix.POST_1M, "CPU share 20 %", 0.78, Variant.MIRROR_100)
                + sick("hanging")
                + pacedCpu();
    }

    private String nothingSampled() {
        return TargetRow.atLeast(
                "throughput at saturation, rules present, nothing sampled, against no filter",
                0.99,
                ratio(Matrix.GET_FULL, Variant.MIRROR_0, "perSecond"),
                true,
                "");
    }

    private String sick(String mood) {
        String scenario = "get-saturation-" + mood;
        double errors = errors(scenario, Variant.MIRROR_100);
        String what = "throughput at saturation, 100 % selected, shadow " + mood + ", against no filter; no errors";
        String counted = String.format(Locale.ROOT, "%.0f errors", errors);
        Spread ratio = ratio(scenario, Variant.MIRROR_100, "perSecond");
        return errors > 0
                ? "| " + what + " | ≥ 0.97 | " + counted + " | **no** |\n"
                : TargetRow.atLeast(what, 0.97, ratio, true, "; " + counted);
    }

    private Spread deliveredAt500() {
        return of(Matrix.GET_500, Variant.MIRROR_ALL).spread("deliveredAtLast");
    }

    private String pacedCpu() {
        return TargetRow.atMost(
                "500 requests a second, 100 % delivered, no CPU share: CPU per request, compilers left out, against no"
                        + " filter",
                1.15,
                ratio(Matrix.GET_500, Variant.MIRROR_ALL, "cpu"),
                deliveredAt500().median() >= 0.999,
                "; with them " + withCompilers(Variant.MIRROR_ALL).interval("%.2f"));
    }

    private Spread withCompilers(Variant variant) {
        return of(Matrix.GET_500, variant)
                .paired(
                        of(Matrix.GET_500, Variant.NONE),
                        (mine, alone) -> (mine.figure("cpu") + mine.figure("jit"))
                                / (alone.figure("cpu") + alone.figure("jit")));
    }

    private String ofBodies(String body, String scenario, String under, double least, Variant variant) {
        return TargetRow.atLeast(
                "throughput at saturation, posts of " + body + ", 100 % selected, " + under + ", against no filter",
                least,
                ratio(scenario, variant, "perSecond"),
                true,
                "; delivered " + of(scenario, variant).spread("delivered").interval("%.3f"));
    }

    private List<String> bodies(String body, String scenario, double mostCpu, int mostGarbage) {
        Samples none = of(scenario, Variant.NONE);
        Spread cpu = of(scenario, Variant.MIRROR_ALL)
                .paired(none, (mine, alone) -> perCopy(mine, none, "appCpu") / alone.figure("appCpu"));
        return List.of(
                ofBodies(body, scenario, "no CPU share", 0.70, Variant.MIRROR_ALL),
                ofBodies(body, scenario, "CPU share 20 %", 0.78, Variant.MIRROR_100),
                TargetRow.atMost(
                        "the same posts, no CPU share: CPU per copy against CPU per request", mostCpu, cpu, true, ""),
                TargetRow.atMost(
                        "the same: garbage per copy, in KB",
                        mostGarbage,
                        of(scenario, Variant.MIRROR_ALL).spread(sample -> perCopy(sample, none, "garbage") / 1000),
                        true,
                        ""));
    }

    /** All of them. */
    String table() {
        List<String> rows = new ArrayList<>();
        rows.add(nothingSampled());
        rows.add(TargetRow.atMost(
                "p99 at half of saturation, 10 % mirrored, healthy shadow, against no filter",
                1.05, ratio(Matrix.GET_HALF, Variant.MIRROR_10, "p99"), true, ""));
        for (String mood : List.of("hanging", "down", "resetting")) {
            rows.add(sick(mood));
        }
        Spread now = of(Matrix.GET_FULL, Variant.MIRROR_ALL).spread("delivered");
        Spread atLast = of(Matrix.GET_FULL, Variant.MIRROR_ALL).spread("deliveredAtLast");
        rows.add(TargetRow.atLeast(
                "throughput at saturation, 100 % selected and at least 99.9 % delivered, no CPU share, against no"
                        + " filter",
                0.60,
                ratio(Matrix.GET_FULL, Variant.MIRROR_ALL, "perSecond"),
                atLast.median() >= 0.999 && now.median() >= 0.98,
                "; delivered " + atLast.interval("%.4f") + ", of it within the window " + now.interval("%.3f")));
        Spread paced = deliveredAt500();
        rows.add(TargetRow.atMost(
                "500 requests a second, 100 % delivered: p99 against no filter",
                1.05,
                ratio(Matrix.GET_500, Variant.MIRROR_ALL, "p99"),
                paced.median() >= 0.999,
                "; delivered " + paced.interval("%.4f")));
        rows.add(pacedCpu());
        for (Variant other : List.of(Variant.MIRROR_100, Variant.NAIVE, Variant.NGINX, Variant.NGINX_MIRROR)) {
            rows.add(beside(
                    "beside it, " + other.title() + ": p99; CPU per request; with compilers",
                    ratio(Matrix.GET_500, other, "p99").interval("%.2f") + "; "
                            + ratio(Matrix.GET_500, other, "cpu").interval("%.2f") + "; "
                            + withCompilers(other).interval("%.2f")));
        }
        for (Variant variant : Variant.values()) {
            if (variant.behind() != Behind.NO_SINK) {
                rows.add(sink(variant));
            }
        }
        rows.add(share("10", 0.88, Variant.MIRROR_CPU_10));
        rows.add(share("20", 0.78, Variant.MIRROR_100));
        rows.addAll(bodies("64 KiB", Matrix.POST_64K, 0.55, 6));
        rows.addAll(bodies("1 MiB", Matrix.POST_1M, 1.0, 16));
        rows.add(observed());
        for (String scenario : List.of(Matrix.GET_FULL, Matrix.GET_500)) {
            String when = scenario.equals(Matrix.GET_500) ? "500 requests a second" : "saturation";
            rows.add(TargetRow.atMost(
                    "CPU per delivered small copy, in the app's process, against the naive filter, " + when,
                    0.5,
                    againstNaive(scenario, "appCpu"),
                    true,
                    perCopy(scenario, "appCpu", "%.1f", "µs")));
            rows.add(TargetRow.atMost(
                    "garbage per delivered small copy, against the naive filter, " + when,
                    0.6,
                    againstNaive(scenario, "garbage"),
                    true,
                    perCopy(scenario, "garbage", "%.0f", "B")));
        }
        Samples holding = of(Holding.SCENARIO, Variant.MIRROR_HOLDING);
        Spread held = holding.paired(
                of(Holding.SCENARIO, Variant.NONE),
                (mine, theirs) ->
                        (mine.figure("heapLiveMb") - theirs.figure("heapLiveMb")) / mine.figure("byteLimitMb"));
        rows.add(TargetRow.atMost(
                "heap held with a hanging shadow and 1 MB posts at saturation, against the byte budget",
                1.10,
                held,
                true,
                "; budget " + holding.spread("byteLimitMb").median("%.1f") + " MiB, copies held up to "
                        + holding.spread("bytesHeldMb").median("%.1f") + " MiB"));
        Samples upload = of(Upload.SCENARIO, Variant.MIRROR_STREAM);
        rows.add(TargetRow.atMost(
                upload.isEmpty() || upload.spread("mib").median() == 1024
                        ? "1 GiB streamed upload with stalled shadow: upload time against no filter"
                        : "upload of " + upload.spread("mib").median("%.0f") + " MiB, not of 1 GiB",
                1.03,
                ratio(Upload.SCENARIO, Variant.MIRROR_STREAM, "seconds"),
                true,
                ""));
        return TargetRow.HEAD + String.join("", rows);
    }

    private String observed() {
        Samples none = of(Matrix.GET_64K_OBSERVED, Variant.NONE);
        Samples copied = of(Matrix.GET_64K_OBSERVED, Variant.MIRROR_ALL);
        Spread more = of(Matrix.GET_64K_OBSERVED, Variant.MIRROR_OBSERVE)
                .paired(
                        copied,
                        (mine, without) -> (mine.figure("appCpu") - without.figure("appCpu"))
                                / none.where(sample -> sample.round() == mine.round())
                                        .spread("appCpu")
                                        .median());
        return TargetRow.atMost(
                "2,000 responses of 64 KiB a second, observed: CPU on top of the copy against CPU per request",
                0.25,
                more,
                true,
                "");
    }

    private String sink(Variant variant) {
        Samples without = of(Matrix.GET_500_SINK, variant.process());
        Samples with = of(Matrix.GET_500_SINK, variant);
        return TargetRow.atMost(
                "500 requests a second, " + variant.title() + ": p99 against the same without a sink",
                1.02,
                with.ratio(without, "p99"),
                true,
                "; CPU per request " + with.ratio(without, "cpu").interval("%.3f"));
    }

    private String share(String percent, double least, Variant variant) {
        return TargetRow.atLeast(
                "throughput at saturation, 100 % selected, healthy shadow, CPU share " + percent
                        + " %, against no filter",
                least,
                ratio(Matrix.GET_FULL, variant, "perSecond"),
                true,
                "; delivered "
                        + of(Matrix.GET_FULL, variant).spread("delivered").interval("%.3f"));
    }

    /** Each against the application alone in its own round, which at saturation are two: the first with the first, and so on. */
    private Spread againstNaive(String scenario, String figure) {
        Samples none = of(scenario, Variant.NONE);
        Samples naive = of(scenario, Variant.NAIVE);
        return of(scenario, Variant.MIRROR_ALL)
                .spread(mine -> perCopy(mine, none, figure)
                        / naive.where(theirs -> MatrixRun.place(theirs) == MatrixRun.place(mine))
                                .spread(theirs -> perCopy(theirs, none, figure))
                                .median());
    }

    private String perCopy(String scenario, String figure, String format, String unit) {
        return "; " + spreadPerCopy(scenario, Variant.MIRROR_ALL, figure).interval(format) + " against "
                + spreadPerCopy(scenario, Variant.NAIVE, figure).interval(format) + " " + unit;
    }

    Spread spreadPerCopy(String scenario, Variant variant, String figure) {
        Samples none = of(scenario, Variant.NONE);
        return of(scenario, variant).spread(sample -> perCopy(sample, none, figure));
    }

    /** What the variant uses for a request more than the application alone in the same round, for each copy that arrived. */
    static double perCopy(Sample sample, Samples none, String figure) {
        double alone = none.where(other -> other.round() == sample.round())
                .spread(figure)
                .median();
        double delivered = sample.figure("delivered");
        return delivered > 0.01 ? (sample.figure(figure) - alone) / delivered : Double.NaN;
    }

    private double errors(String scenario, Variant variant) {
        return samples.of(scenario, variant.id()).all().stream()
                .mapToDouble(sample -> sample.figure("errors"))
                .sum();
    }

    private Spread ratio(String scenario, Variant variant, String figure) {
        return of(scenario, variant).ratio(of(scenario, Variant.NONE), figure);
    }

    private Samples of(String scenario, Variant variant) {
        return samples.of(scenario, variant.id()).counting();
    }

    private static String beside(String what, String measured) {
        return "| " + what + " | none | " + measured + " | |\n";
    }
}

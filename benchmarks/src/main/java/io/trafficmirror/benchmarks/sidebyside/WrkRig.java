// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Request;
import io.trafficmirror.benchmarks.paper.Machine;
import io.trafficmirror.benchmarks.paper.Page;
import io.trafficmirror.benchmarks.paper.Samples;
import io.trafficmirror.benchmarks.paper.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The same application on another rig, with another client and another shadow: {@code wrk} sends and nginx takes the copies. Shows whether what is
 * promised holds where nothing was fitted to it, in processes that have served for a while and in young ones.
 */
public final class WrkRig {
    private static final String WARM = "wrk-get";
    private static final String YOUNG = "wrk-get-young";
    private static final String POST_64K = "wrk-post-64k";
    private static final String POST_1M = "wrk-post-1m";
    private static final List<String> ALL = List.of(WARM, YOUNG, POST_64K, POST_1M);
    private static final int WARM_SECONDS = 24;
    private static final int YOUNG_SECONDS = 10;
    private static final double LEAD_SECONDS = 1;

    private static final List<Variant> GET =
            List.of(Variant.NONE, Variant.MIRROR_CPU_10, Variant.MIRROR_100, Variant.MIRROR_ALL);

    private static final List<Scenario> KEPT = List.of(
            new Scenario(WARM, "healthy", Request.GET, new Pace.Saturation(), GET, 1),
            new Scenario(
                    POST_64K,
                    "healthy",
                    Request.post(64 << 10),
                    new Pace.Saturation(),
                    List.of(Variant.NONE, Variant.MIRROR_100, Variant.MIRROR_ALL),
                    1),
            new Scenario(
                    POST_1M,
                    "healthy",
                    Request.post(1 << 20),
                    new Pace.Saturation(),
                    List.of(Variant.NONE, Variant.MIRROR_100),
                    1));

    /** As the library is without settings, where what it does in its first half minute shows. */
    private static final Scenario IN_YOUNG = new Scenario(
            YOUNG,
            "healthy",
            Request.GET,
            new Pace.Saturation(),
            List.of(Variant.NONE, Variant.MIRROR_RAMP_CPU_10, Variant.MIRROR_RAMP, Variant.MIRROR_RAMP_ALL),
            1);

    private WrkRig() {}

    /**
     * {@code --rounds 5 --seconds 2 --results FILE --page FILE}: of each measurement; {@code --only A,B,…} of the scenarios. Goes on with what the file
     * holds.
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(Set.of("rounds", "seconds", "only", "results", "page"), args);
        List<String> only =
                options.isSet("only") ? List.of(options.text("only", "").split(",", -1)) : ALL;
        if (!ALL.containsAll(only)) {
            System.err.println("--only: must be of " + ALL + ", was " + only);
            System.exit(2);
        }
        if (!Wrk.isThere()) {
            System.err.println("wrk is not installed (Debian's package wrk)");
            System.exit(2);
        }
        ResultFile file = new ResultFile(Path.of(options.text("results", "docs/benchmarks/wrk-rig.jsonl")));
        List<String> facts = new ArrayList<>(Machine.facts());
        facts.add("wrk with 16 connections, " + Machine.nginx() + " as the shadow; application: `-Xmx1g`");
        Effort effort = new Effort(
                options.number("rounds", 5),
                options.number("seconds", 2) * Turns.IN_A_ROUND,
                LEAD_SECONDS,
                YOUNG_SECONDS);
        facts.add(effort.rounds() + " rounds of two turns, windows of " + options.number("seconds", 2)
                + " s, processes that have served for " + WARM_SECONDS + " s, young ones for " + YOUNG_SECONDS + " s");
        file.noteNew(facts);
        try (WrkFleet kept = new WrkFleet(WARM_SECONDS, false)) {
            new MatrixRun(file, effort).run(of(KEPT, only), kept);
        }
        try (WrkFleet young = new WrkFleet(YOUNG_SECONDS, true)) {
            new MatrixRun(file, effort).run(of(List.of(IN_YOUNG), only), young);
        }
        Page.fill(Path.of(options.text("page", "docs/benchmarks-details.md")), "wrk-rig", text(file));
    }

    private static List<Scenario> of(List<Scenario> scenarios, List<String> only) {
        return scenarios.stream().filter(s -> only.contains(s.id())).toList();
    }

    private static String text(ResultFile file) throws IOException {
        Samples samples = file.samples();
        StringBuilder text = new StringBuilder();
        file.facts().forEach(fact -> text.append("- ").append(fact).append('\n'));
        text.append('\n').append(TargetRow.HEAD);
        text.append(row(samples, "small GET, CPU share 10 %", 0.88, WARM, Variant.MIRROR_CPU_10));
        text.append(row(samples, "small GET, CPU share 20 %", 0.78, WARM, Variant.MIRROR_100));
        text.append(row(samples, "posts of 64 KiB, CPU share 20 %", 0.78, POST_64K, Variant.MIRROR_100));
        text.append(row(samples, "posts of 1 MiB, CPU share 20 %", 0.78, POST_1M, Variant.MIRROR_100));
        text.append(row(samples, "small GET, no CPU share", 0.80, WARM, Variant.MIRROR_ALL));
        text.append(row(samples, "posts of 64 KiB, no CPU share", 0.70, POST_64K, Variant.MIRROR_ALL));
        text.append(row(
                samples, "young process, ramp-up: small GET, CPU share 10 %", 0.88, YOUNG, Variant.MIRROR_RAMP_CPU_10));
        text.append(
                row(samples, "young process, ramp-up: small GET, CPU share 20 %", 0.78, YOUNG, Variant.MIRROR_RAMP));
        text.append(
                row(samples, "young process, ramp-up: small GET, no CPU share", 0.70, YOUNG, Variant.MIRROR_RAMP_ALL));
        for (String scenario : ALL) {
            text.append("\n#### ").append(scenario).append("\n\n").append(Table.of(samples.of(scenario)));
        }
        return text.toString();
    }

    private static String row(Samples samples, String what, double least, String scenario, Variant variant) {
        Samples none = samples.of(scenario, Variant.NONE.id()).counting();
        Samples mine = samples.of(scenario, variant.id()).counting();
        Spread ratio = mine.ratio(none, "perSecond");
        return TargetRow.atLeast(
                "throughput, " + what + ", against no filter",
                least,
                ratio,
                true,
                "; delivered " + mine.spread("delivered").interval("%.3f"));
    }
}

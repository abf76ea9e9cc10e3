// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import io.trafficmirror.benchmarks.load.Request;
import io.trafficmirror.benchmarks.paper.Machine;
import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What mirroring costs an application in the first seconds of its process. Each run starts a JVM and loads it at once, by as many
 * connections as are given, each of which sends again as soon as it is answered; every slice of two seconds is a sample.
 */
public final class ColdStart {
    private static final double SLICE = 2;
    private static final int WARM_SECONDS = 8;
    private static final String NONE = "none";
    private static final Set<String> KNOWN = Set.of("rounds", "seconds", "connections", "bytes", "cpus", "variants");

    private final int seconds;
    private final int connections;
    private final int bytes;
    private final List<Sample> samples = new ArrayList<>();

    private ColdStart(Options options) {
        seconds = options.number("seconds", 32);
        connections = options.number("connections", 8);
        bytes = options.number("bytes", 100);
    }

    /**
     * {@code --rounds 5 --seconds 32 --connections 8 --bytes 100 --cpus 1,2 --variants healthy,healthy-ramp,hanging,hanging-ramp}. Writes
     * one line of JSON for each slice as it ends, then the ratios to the application without a filter; lines of text begin with #.
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(KNOWN, args);
        Machine.facts().forEach(fact -> System.out.println("# " + fact));
        ColdStart cold = new ColdStart(options);
        List<String> variants = new ArrayList<>(List.of(NONE));
        variants.addAll(List.of(options.text("variants", "healthy,healthy-ramp,hanging,hanging-ramp")
                .split(",")));
        cold.run(NONE, "2", 0, WARM_SECONDS); // The client's own code is compiled once, before anything counts.
        cold.samples.clear();
        for (int round = 1; round <= options.number("rounds", 5); round++) {
            for (String cpus : options.text("cpus", "2,1").split(",")) {
                cold.round(variants, cpus, round);
            }
        }
        System.out.print(new ColdText(new Samples(cold.samples)).text());
    }

    /** Forth and back, so that what drifts evenly through the round falls out of its ratios. */
    private void round(List<String> variants, String cpus, int round) throws IOException {
        for (int i = 0; i < variants.size(); i++) {
            run(variants.get(i), cpus, 2 * round - 1, seconds);
        }
        for (int i = variants.size() - 1; i >= 0; i--) {
            run(variants.get(i), cpus, 2 * round, seconds);
        }
    }

    private void run(String variant, String cpus, int pass, int seconds) throws IOException {
        String mood = variant.startsWith("hanging") ? "hanging" : "healthy";
        try (Child shadow = Child.start(CheapShadow.class, List.of("-Xmx64m"), "--mood", mood)) {
            long began = System.nanoTime();
            try (Child app = Child.start(by(cpus), App.class, List.of("-Xmx256m"), app(variant, shadow.port()))) {
                for (int slice = (int) Math.ceil(since(began) / SLICE); (slice + 1) * SLICE <= seconds; slice++) {
                    double lead = Math.max(0, slice * SLICE - since(began));
                    Load.Result result = new Load(app.port(), Request.GET, connections, 0, lead, SLICE - 0.05).run();
                    add(variant + "-" + cpus, slice, pass, result);
                }
            }
        }
    }

    private void add(String variant, int slice, int pass, Load.Result result) {
        Map<String, Double> figures = new HashMap<>();
        figures.put("perSecond", result.perSecond());
        figures.put("p99", (double) result.micros().getValueAtPercentile(99));
        figures.put("errors", (double) result.errors());
        Sample sample = new Sample("from-second-" + (int) (slice * SLICE), variant, pass, figures);
        samples.add(sample);
        if (pass > 0) {
            System.out.println(sample.toJson());
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** One processor is the first; several are those that there are. */
    private static List<String> by(String cpus) {
        return cpus.equals("1") ? List.of("taskset", "-c", "0") : List.of();
    }

    private String[] app(String variant, int shadow) {
        return new String[] {
            "--filter",
            variant.equals(NONE) ? "none" : "mirror",
            "--shadow",
            "http://127.0.0.1:" + shadow,
            "--ramp-seconds",
            variant.endsWith("-ramp") ? "30" : "0",
            "--bytes",
            Integer.toString(bytes)
        };
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the same application under each variant, rounds interleaved, and prints medians and, within each round, ratios to the
 * application without a filter.
 */
public final class SideBySide {
    private static final String HELP = """
            Drives one Jetty application in its own process with nothing, with Traffic Mirror, with a naive filter and with
            nginx in front, round by round, and compares what its clients and its process see.

              --variants A,B,…    of %s (default: all that can run; NONE is always run)
              --shadow MOOD       healthy, slow (answers after 1 s), hanging, down or resetting (default: healthy)
              --method GET|POST   (default: GET)
              --body BYTES        content of each POST (default: 0)
              --rate N            requests a second; 0: as many as the connections carry (default: 0)
              --connections N     (default: 16)
              --rounds N          (default: 5)
              --seconds N         of each measurement (default: 5)
              --warm-up N         seconds at full speed before it (default: 5)
              --out FILE          append the table to this file too
            """;

    private SideBySide() {}

    /** Prints one table as Markdown. */
    public static void main(String[] args) throws IOException {
        if (args.length == 1 && args[0].equals("--help")) {
            System.out.printf(HELP, Arrays.toString(Variant.values()));
            return;
        }
        Options options;
        Scenario scenario;
        try {
            options = Options.of(args);
            scenario = Scenario.of(options);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + " (see --help)");
            System.exit(2);
            return;
        }
        Map<Variant, List<Sample>> samples = run(scenario);
        String table = Table.of(scenario, samples);
        System.out.println(table);
        if (!options.text("out", "").isEmpty()) {
            Files.writeString(
                    Path.of(options.text("out", "")),
                    table + "\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        }
    }

    private static Map<Variant, List<Sample>> run(Scenario scenario) throws IOException {
        Map<Variant, List<Sample>> samples = new EnumMap<>(Variant.class);
        for (int round = 1; round <= scenario.rounds(); round++) {
            for (Variant variant : scenario.variants()) {
                Sample sample = measure(variant, scenario);
                samples.computeIfAbsent(variant, v -> new ArrayList<>()).add(sample);
                System.err.printf(
                        "round %d of %d  %-42s %9.0f/s  p50 %6.0f us  p99 %7.0f us  cpu %6.1f us  errors %d  delivered %.3f %s%n",
                        round,
                        scenario.rounds(),
                        variant.title(),
                        sample.perSecond(),
                        sample.p50(),
                        sample.p99(),
                        sample.cpuMicros(),
                        sample.errors(),
                        sample.delivered(),
                        sample.drops());
            }
        }
        return samples;
    }

    private static Sample measure(Variant variant, Scenario scenario) throws IOException {
        try (Setup setup = new Setup(variant, scenario.mood());
                Load load = new Load(
                        setup.port(),
                        RequestCounter.request(scenario.method(), setup.port(), scenario.bodyBytes()),
                        scenario.connections())) {
            load.saturate(scenario.warmUpSeconds());
            if (scenario.rate() > 0) {
                load.paced(scenario.rate(), 1);
            }
            Map<String, String> before = setup.usage();
            long deliveredBefore = setup.delivered();
            Load.Result result = scenario.rate() > 0
                    ? load.paced(scenario.rate(), scenario.seconds())
                    : load.saturate(scenario.seconds());
            Map<String, String> after = setup.usage();
            return Sample.of(result, scenario.seconds(), before, after, setup.delivered() - deliveredBefore);
        }
    }
}

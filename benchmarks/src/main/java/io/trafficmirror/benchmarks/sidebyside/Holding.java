// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import io.trafficmirror.benchmarks.load.Request;
import io.trafficmirror.benchmarks.paper.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What is left on the heap after full collections while posts of 1 MiB come as fast as they go and the shadow hangs: the most of several
 * collections, each in the middle of the load. Confined to one thread.
 */
final class Holding implements Load.Window {
    static final String SCENARIO = "held-1m-hanging";

    private static final List<Variant> VARIANTS =
            List.of(Variant.NONE, Variant.MIRROR_100, Variant.MIRROR_HOLDING, Variant.NAIVE);
    private static final int COLLECTIONS = 4;
    private static final double MIB = 1 << 20;

    private final Running variant;
    private final Map<String, Double> most = new TreeMap<>();

    private Holding(Running variant) {
        this.variant = variant;
    }

    static void run(ResultFile file, int rounds) throws IOException {
        if (!file.samples().of(SCENARIO).isEmpty()) {
            return;
        }
        for (int round = 1; round <= rounds; round++) {
            for (Variant variant : VARIANTS) {
                Map<String, Double> figures = measure(variant);
                System.err.printf(
                        "%d of %d  %-44s live heap %.1f MiB, held by copies %.1f MiB, died %.0f  (%s)%n",
                        round,
                        rounds,
                        variant.title(),
                        figures.get("heapLiveMb"),
                        figures.getOrDefault("bytesHeldMb", 0.0),
                        figures.get("died"),
                        SCENARIO);
                file.add(new Sample(SCENARIO, variant.id(), round, figures));
            }
        }
    }

    /** New processes for each: what one has held must not be told of the next. */
    private static Map<String, Double> measure(Variant variant) throws IOException {
        try (Running running = new Running(variant, "healthy")) {
            Request post = Request.post(1 << 20);
            new Load(running.port(), post, Matrix.CONNECTIONS, 0, 0, 1).run();
            running.mood("hanging");
            Holding holding = new Holding(running);
            Load.Result result = new Load(running.port(), post, Matrix.CONNECTIONS, 0, 1, 0.1).run(holding);
            holding.most.put("errors", (double) result.errors());
            holding.most.put("sent", (double) result.sent());
            holding.most.put("died", running.isAlive() ? 0.0 : 1.0);
            holding.most.putIfAbsent("heapLiveMb", Double.NaN);
            return holding.most;
        }
    }

    @Override
    public void opens() {
        for (int i = 0; i < COLLECTIONS; i++) {
            variant.live().forEach((name, value) -> {
                if (List.of("heapLive", "bytesHeld", "byteLimit", "direct", "rss")
                        .contains(name)) {
                    most.merge(name + "Mb", value / MIB, Math::max);
                }
            });
            LockSupport.parkNanos(300_000_000);
        }
    }

    @Override
    public void shuts() {
        // All has been seen.
    }
}

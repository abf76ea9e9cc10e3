// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.compare;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.IdSample;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.verdict.Judge;
import io.trafficmirror.compare.verdict.JudgedCounts;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Verdict;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a look costs at 100,000 rows of noise on 500 routes, of which a quarter are seen up to 2,000 times. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class LookBenchmark {
    private static final int ROUTES = 500;
    private static final int ROWS_OF_A_ROUTE = 200;

    private final Judge judge = Judge.of(Judgement.defaults());
    private Evidence evidence = Evidence.NONE;

    /** Draws the counts. */
    @Setup
    public void build() {
        Random random = new Random(16);
        Map<String, RouteEvidence> routes = new TreeMap<>();
        Map<CellKey, CellEvidence> cells = new TreeMap<>();
        for (int i = 0; i < ROUTES; i++) {
            String route = "GET /things/" + i + "/{id}";
            routes.put(route, route());
            for (int row = 0; row < ROWS_OF_A_ROUTE; row++) {
                int alone = random.nextInt(4) == 0 ? random.nextInt(2000) : random.nextInt(20);
                int shadow = 0;
                for (int k = 0; k < alone; k++) {
                    shadow += random.nextInt(2);
                }
                cells.put(
                        new CellKey(route, "$.items[*].field" + row, DifferenceKind.VALUE, Transition.OTHER),
                        cell(new CellCounts(shadow, alone - shadow, random.nextInt(500), 0, 0)));
            }
        }
        evidence = new Evidence(routes, cells);
    }

    private static RouteEvidence route() {
        RouteCounts counts = new RouteCounts(
                100_000,
                3000,
                10,
                new PairCounts(50_000, 1500, 1480, 20_000),
                new PairCounts(50_000, 3, 4, 1),
                Map.of(),
                LatencyCounts.ZERO,
                new TreeMap<>());
        return new RouteEvidence(counts, AttributeCounts.ZERO);
    }

    private static CellEvidence cell(CellCounts counts) {
        return new CellEvidence(counts, IdSample.EMPTY, IdSample.EMPTY, AttributeCounts.ZERO, 1, 2);
    }

    /** A look: the counts of the evidence, and the verdict on them. */
    @Benchmark
    public Verdict look() {
        return judge.judge(JudgedCounts.of(evidence));
    }
}

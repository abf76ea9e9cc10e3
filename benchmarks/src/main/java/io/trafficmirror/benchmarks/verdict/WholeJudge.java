// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.verdict;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.statistics.RatioTest;
import io.trafficmirror.compare.verdict.Judge;
import io.trafficmirror.compare.verdict.JudgedCell;
import io.trafficmirror.compare.verdict.JudgedCounts;
import io.trafficmirror.compare.verdict.JudgedRoute;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.compare.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The judge as a whole, with the default question: ten routes of fifty rows, of which every fifth is noise that hits shadow and control alike, and response
 * times that exceed the threshold in 1 % of both. It looks after each {@value #STEP} exchanges of each route. Confined to one thread.
 */
final class WholeJudge {
    private static final int ROUTES = 10;
    private static final int CELLS = 50;
    private static final int NOISY = 5;
    private static final int STEP = 100;
    private static final double NOISE = 0.002;
    private static final double SLOW = 0.01;

    private final long seed;
    private final int runs;
    private final Judge judge = Judge.of(Judgement.defaults());

    WholeJudge(long seed, int runs) {
        this.seed = seed;
        this.runs = runs;
    }

    /** How often FAIL was said within so many exchanges of each route, although the candidate is as the live version. */
    double falseFail(int exchanges) {
        SplittableRandom random = new SplittableRandom(seed);
        int failed = 0;
        for (int run = 0; run < runs; run++) {
            failed += seenAt(random.split(), 0, exchanges, WholeJudge::fails) < Integer.MAX_VALUE ? 1 : 0;
        }
        return (double) failed / runs;
    }

    /** After how many controlled exchanges of its route one row that differs in more of the shadow's responses was listed, in 95 % of runs. */
    int found(double excess, int most) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] needed = new int[runs];
        for (int run = 0; run < runs; run++) {
            needed[run] = seenAt(random.split(), excess, most, WholeJudge::lists);
        }
        Arrays.sort(needed);
        return needed[(int) Math.ceil(0.95 * runs) - 1];
    }

    private static boolean fails(Verdict verdict) {
        return verdict.outcome() == Outcome.FAIL;
    }

    private static boolean lists(Verdict verdict) {
        return verdict.culprits().stream()
                .anyMatch(culprit -> culprit.cell().route().equals("GET /0")
                        && culprit.cell().path().equals("$.B"));
    }

    private int seenAt(SplittableRandom random, double excess, int most, Predicate<Verdict> seen) {
        long[][] shadow = new long[ROUTES][CELLS];
        long[][] control = new long[ROUTES][CELLS];
        long[][] slow = new long[ROUTES][2];
        for (int n = STEP; n <= most; n += STEP) {
            for (int route = 0; route < ROUTES; route++) {
                for (int cell = 0; cell < CELLS; cell += NOISY) {
                    shadow[route][cell] += poisson(random, STEP * NOISE);
                    control[route][cell] += poisson(random, STEP * NOISE);
                }
                slow[route][0] += poisson(random, STEP * SLOW);
                slow[route][1] += poisson(random, STEP * SLOW);
            }
            shadow[0][1] += poisson(random, STEP * excess);
            if (seen.test(judge.judge(counts(n, shadow, control, slow)))) {
                return n;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static JudgedCounts counts(int n, long[][] shadow, long[][] control, long[][] slow) {
        List<JudgedRoute> routes = new ArrayList<>();
        List<JudgedCell> cells = new ArrayList<>();
        for (int r = 0; r < ROUTES; r++) {
            String route = "GET /" + r;
            for (int cell = 0; cell < CELLS; cell++) {
                if (shadow[r][cell] + control[r][cell] > 0) {
                    PairCounts pairs = new PairCounts(n, shadow[r][cell], control[r][cell], 0);
                    cells.add(JudgedCell.of(route, "$." + (char) ('A' + cell), DifferenceKind.VALUE, pairs));
                }
            }
            PairCounts pairs = new PairCounts(n, sum(shadow[r]), sum(control[r]), 0);
            PairCounts latency = new PairCounts(n, slow[r][0], slow[r][1], 0);
            routes.add(new JudgedRoute(
                    route, n, sum(shadow[r]), 0, 0, pairs, new PairCounts(n, 0, 0, 0), latency, List.of()));
        }
        return new JudgedCounts(routes, cells);
    }

    /** How often a candidate that is slow exactly twice as often was said to be slow more often, within so many pairs; looking after each. */
    double slowerAtTheBoundary(int pairs) {
        RatioTest test = RatioTest.above(2);
        SplittableRandom random = new SplittableRandom(seed);
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom own = random.split();
            Stream stream = new Stream(own, 2 * SLOW, SLOW, 1, pairs);
            boolean proved = false;
            while (!proved && stream.approach()) {
                proved = stream.take() && test.logEvidence(stream.b, stream.c, 0) >= -Math.log(0.05);
            }
            wrong += proved ? 1 : 0;
        }
        return (double) wrong / runs;
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    /** By products of uniform numbers: Knuth, "Seminumerical Algorithms", 3.4.1. */
    private static int poisson(SplittableRandom random, double mean) {
        double end = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > end; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}

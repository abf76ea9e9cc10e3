// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.verdict;

import io.trafficmirror.compare.statistics.BudgetTest;
import io.trafficmirror.compare.statistics.RateTest;
import io.trafficmirror.compare.statistics.SequentialMcNemar;
import java.util.SplittableRandom;

/**
 * How often a verdict is wrong where it is hardest to be right: with the true rate at the boundary. Each figure is the share of runs in which
 * any look, after every exchange, came to the wrong end. Confined to one thread.
 */
final class ErrorRates {
    static final double BUDGET = 0.001;
    private static final double PROVED = Math.log(20);
    private static final long NOISE = 10;

    private final long seed;
    private final int runs;
    private final RateTest raw = RateTest.below(BUDGET);
    private final BudgetTest below = BudgetTest.below(BUDGET);
    private final BudgetTest above = BudgetTest.above(BUDGET);

    ErrorRates(long seed, int runs) {
        this.seed = seed;
        this.runs = runs;
    }

    /** PASS without control, at a raw rate of ε. */
    double passRaw(int burst, long horizon) {
        return share(random -> {
            Stream stream = new Stream(random, BUDGET, 0, burst, horizon);
            boolean more = true;
            while (more) {
                more = stream.approach();
                if (raw.logEvidence(stream.exchanges, stream.b) >= PROVED) {
                    return true;
                }
                if (more) {
                    stream.take();
                }
            }
            return false;
        });
    }

    /** PASS by either way, at an excess of ε over noise of this rate. */
    double pass(double noise, int burst, long horizon) {
        return share(random -> {
            Stream stream = new Stream(random, BUDGET + noise, noise, burst, horizon);
            boolean more = true;
            while (more) {
                more = stream.approach();
                if (raw.logEvidence(stream.exchanges, stream.b) >= PROVED
                        || (stream.c >= NOISE && below.logEvidence(stream.exchanges, stream.b, stream.c) >= PROVED)) {
                    return true;
                }
                if (more) {
                    stream.take();
                }
            }
            return false;
        });
    }

    /** FAIL by the budget test, at an excess of ε over noise of this rate. */
    double fail(double noise, int burst, long horizon) {
        return share(random -> {
            Stream stream = new Stream(random, BUDGET + noise, noise, burst, horizon);
            while (stream.approach()) {
                if (stream.take() && above.logEvidence(stream.exchanges, stream.b, stream.c) >= PROVED) {
                    return true;
                }
            }
            return false;
        });
    }

    /** FAIL by test A where the two do not differ, over this many pairs of which one differs. */
    double difference(Noise noise, int pairs) {
        return share(random -> {
            Noise.Source source = noise.source(random);
            long b = 0;
            long c = 0;
            for (int i = 0; i < pairs; i++) {
                if (source.nextIsShadow()) {
                    b++;
                    if (mayBeProved(b, c) && SequentialMcNemar.logEvidence(b, c) >= PROVED) {
                        return true;
                    }
                } else {
                    c++;
                }
            }
            return false;
        });
    }

    /** The evidence is at most the largest likelihood ratio, whose logarithm is at most {@code ln2 (b-c)²/(b+c)}. */
    static boolean mayBeProved(long b, long c) {
        return b > c && Math.log(2) * (b - c) * (b - c) >= PROVED * (b + c);
    }

    private double share(Run run) {
        SplittableRandom random = new SplittableRandom(seed);
        int wrong = 0;
        for (int i = 0; i < runs; i++) {
            if (run.wrong(random.split())) {
                wrong++;
            }
        }
        return (double) wrong / runs;
    }

    private interface Run {
        boolean wrong(SplittableRandom random);
    }
}

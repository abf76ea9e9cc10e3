// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.verdict;

import io.trafficmirror.compare.statistics.RateTest;
import io.trafficmirror.compare.statistics.SequentialMcNemar;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How many exchanges a verdict takes: a quantile over runs, looking after every exchange. Confined to one thread. */
final class SampleSizes {
    private static final double PROVED = Math.log(20);

    private final long seed;
    private final int runs;

    SampleSizes(long seed, int runs) {
        this.seed = seed;
        this.runs = runs;
    }

    /** PASS below ε, without a control, at a true rate. */
    long pass(double rate, double quantile) {
        RateTest test = RateTest.below(ErrorRates.BUDGET);
        return quantile(quantile, random -> {
            Stream stream = new Stream(random, rate, 0, 1, 1_000_000);
            while (true) {
                long before = stream.exchanges;
                boolean more = stream.approach();
                if (test.logEvidence(stream.exchanges, stream.b) >= PROVED) {
                    return first(before, stream.exchanges, test, stream.b);
                }
                if (!more) {
                    return Long.MAX_VALUE;
                }
                stream.take();
            }
        });
    }

    /** Between two mismatches the evidence grows: the first look that proves it. */
    private static long first(long from, long to, RateTest test, long mismatches) {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = (low + high) / 2;
            if (test.logEvidence(middle, mismatches) >= PROVED) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Test A on one of so many cells, judged with so many less. */
    long difference(double shadowOnly, double controlOnly, int cells, int less, double quantile) {
        double proved = PROVED + Math.log(cells);
        return quantile(quantile, random -> {
            Stream stream = new Stream(random, shadowOnly, controlOnly, 1, 10_000_000);
            while (stream.approach()) {
                if (stream.take()
                        && stream.b > stream.c + less
                        && ErrorRates.mayBeProved(stream.b - less, stream.c)
                        && SequentialMcNemar.logEvidence(stream.b - less, stream.c) >= proved) {
                    return stream.exchanges;
                }
            }
            return Long.MAX_VALUE;
        });
    }

    private long quantile(double quantile, Run run) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] needed = new long[runs];
        for (int i = 0; i < runs; i++) {
            needed[i] = run.needed(random.split());
        }
        Arrays.sort(needed);
        return needed[(int) Math.ceil(quantile * runs) - 1];
    }

    private interface Run {
        long needed(SplittableRandom random);
    }
}

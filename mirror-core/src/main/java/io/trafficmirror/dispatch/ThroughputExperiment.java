// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import java.util.random.RandomGenerator;

/**
 * How many times of what the meters see a copy takes from the primary's throughput: wake-ups, caches, garbage and the other side of a
 * loopback are on no thread of ours. Found by a switchback experiment (Bojinov, Simchi-Levi, Zhao: "Design and Analysis of Switchback
 * Experiments", Management Science 69 (2023)): in two slices of time, in an order by chance, more and fewer copies are let through, and
 * the time that the process takes for a request is compared between the two.
 *
 * <p>It says something only while the machine is busy: else a request takes as long as its client waits. Pairs of slices in which it was
 * not are thrown away. The first part of each slice is not looked at, for what was let through before still runs in it. Confined to
 * one thread.
 */
final class ThroughputExperiment {
    /**
     * What is assumed before anything was measured, and the least in any case: seen on two machines, for small copies. What copies leave to collectors
     * and compilers is paid for in slices of both kinds, so that no comparison shows it.
     */
    private static final double PRIOR = 4 / 3.0;

    /** How sure the assumption is, as a standard deviation. */
    private static final double PRIOR_DEVIATION = 2.0;

    /**
     * Standard deviations above the estimate that are taken for the cost: the upper end of a one-sided interval of 95 %, so that the primary keeps
     * its part also where what was measured is uncertain.
     */
    private static final double SAFE_SIDE = 1.645;

    /** More than this would be an error of measurement. */
    private static final double MOST = 12.0;

    /** Spans at the beginning of a slice that are not looked at, and all of them. */
    private static final int SETTLING = 1;

    private static final int SPANS = 4;

    /** Requests of a slice below which it says nothing. */
    private static final long FEWEST_REQUESTS = 20;

    /** What a pair weighs when the next has come: a memory of some 33 pairs, fifteen seconds. */
    private static final double KEPT = 0.97;

    /** Pairs, by weight, before what was measured counts. */
    private static final double FEWEST_PAIRS = 5;

    /** A pause of the collector in one of two slices is no cost of copies: a greater ratio than this, as a logarithm, counts as this. */
    private static final double WILDEST = 0.7;

    /** The spread of one pair before there are enough of them to tell, and how many pairs that stands for. */
    private static final double PRIOR_SPREAD = 0.15;

    private static final double PRIOR_PAIRS = 3;

    private final RandomGenerator random;
    private final Slice many = new Slice();
    private final Slice few = new Slice();
    private boolean running;
    private boolean firstIsMany;
    private boolean second;
    private int spans;
    private double factor = PRIOR;

    private double weight;
    private double meanLog;
    private double squares;

    /** What mirroring used in each kind of slice, of what the application used itself; decayed sums. */
    private double usedByMany;

    private double usedByFew;

    ThroughputExperiment(RandomGenerator random) {
        this.random = random;
    }

    /** Whether a slice would say something if so many requests came in each span. */
    static boolean isEnough(long requests) {
        return requests * (SPANS - SETTLING) >= FEWEST_REQUESTS;
    }

    /** What a copy takes from the primary's throughput, for each part that the meters see. */
    double factor() {
        return factor;
    }

    /** Whether the factor is more than an assumption. */
    boolean hasMeasured() {
        return weight >= FEWEST_PAIRS;
    }

    /** Whether the slice that runs is one with many copies, or none does. */
    boolean isMany() {
        return !running || second != firstIsMany;
    }

    boolean isRunning() {
        return running;
    }

    /** Whether the present span is at the beginning of a slice, where what was let through in the last one still runs. */
    boolean isSettling() {
        return running && spans < SETTLING;
    }

    /** Begins a pair of slices, if none runs. */
    void begin() {
        if (!running) {
            running = true;
            second = false;
            firstIsMany = random.nextBoolean();
            spans = 0;
            many.clear();
            few.clear();
        }
    }

    /** Throws the pair away that runs: what is measured would not be the cost of copies. */
    void abandon() {
        running = false;
    }

    /**
     * A span of the running slice is over.
     *
     * @param nanos how long it was
     * @param requests that came in it
     * @param mirror what mirroring used by the meters, in nanoseconds
     * @param process what the process used with it, in nanoseconds
     */
    void passed(long nanos, long requests, long mirror, long process) {
        if (!running) {
            return;
        }
        if (spans >= SETTLING) {
            (isMany() ? many : few).add(nanos, requests, mirror, process);
        }
        spans++;
        if (spans < SPANS) {
            return;
        }
        spans = 0;
        if (!second) {
            second = true;
            return;
        }
        running = false;
        if (many.requests >= FEWEST_REQUESTS && few.requests >= FEWEST_REQUESTS) {
            learn();
        }
    }

    private void learn() {
        double application =
                (double) Math.max(1, many.application() + few.application()) / (many.requests + few.requests);
        double log = Math.max(-WILDEST, Math.min(WILDEST, Math.log(many.nanosPerRequest() / few.nanosPerRequest())));
        weight = weight * KEPT + 1;
        squares *= KEPT;
        double off = log - meanLog;
        meanLog += off / weight;
        squares += off * (log - meanLog);
        usedByMany = usedByMany * KEPT + many.mirrorPerRequest() / application;
        usedByFew = usedByFew * KEPT + few.mirrorPerRequest() / application;
        factor = hasMeasured() ? estimate() : PRIOR;
    }

    /** By precision between what was assumed and what was measured, and the upper end of the interval of that. */
    private double estimate() {
        double manyUsed = usedByMany / weight;
        double fewUsed = usedByFew / weight;
        double spread = (squares + PRIOR_PAIRS * PRIOR_SPREAD * PRIOR_SPREAD) / (weight + PRIOR_PAIRS);
        double slope = manyUsed / (1 + factor * manyUsed) - fewUsed / (1 + factor * fewUsed);
        double measured = Math.max(0, slope) * Math.max(0, slope) * weight / spread;
        double assumed = 1 / (PRIOR_DEVIATION * PRIOR_DEVIATION);
        double mean = (assumed * PRIOR + measured * solve(manyUsed, fewUsed)) / (assumed + measured);
        return Math.max(PRIOR, Math.min(MOST, mean + SAFE_SIDE * Math.sqrt(1 / (assumed + measured))));
    }

    /** The factor f with ln((1 + f many) / (1 + f few)) as measured; the ratio of times can't reach that of the uses. */
    private double solve(double manyUsed, double fewUsed) {
        double ratio = Math.exp(meanLog);
        double below = manyUsed - ratio * fewUsed;
        return below <= 0 ? MOST : Math.max(0, Math.min(MOST, (ratio - 1) / below));
    }

    /** What was counted in slices of one kind. */
    private static final class Slice {
        private long nanos;
        private long requests;
        private long mirror;
        private long process;

        void add(long moreNanos, long moreRequests, long moreMirror, long moreProcess) {
            nanos += moreNanos;
            requests += moreRequests;
            mirror += moreMirror;
            process += moreProcess;
        }

        void clear() {
            nanos = requests = mirror = process = 0;
        }

        double nanosPerRequest() {
            return (double) nanos / requests;
        }

        double mirrorPerRequest() {
            return (double) mirror / requests;
        }

        long application() {
            return process - mirror;
        }
    }
}

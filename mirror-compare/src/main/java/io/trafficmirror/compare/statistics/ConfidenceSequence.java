// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;

/**
 * An interval that holds the true value at all looks at once, with probability {@code 1 - α}; for display. Immutable.
 *
 * @param low its lower end
 * @param high its upper end
 * @since 0.1.0
 */
public record ConfidenceSequence(double low, double high) {
    private static final int STEPS = 60;
    private static final List<Double> SHARES = DoubleStream.iterate(0.95, share -> share > 1e-7, share -> share / 2)
            .boxed()
            .toList();

    /**
     * For a rate. The values at which a Beta(½, ½) mixture of likelihood ratios stays below {@code 1/α}: Robbins (1970); Howard, Ramdas, McAuliffe
     * and Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences" (Annals of Statistics 2021, arXiv 1810.08240), section 3.2.
     *
     * @param trials all trials, 0..10<sup>15</sup>
     * @param hits those that count towards the rate
     * @param alpha the probability that the interval ever misses, above 0 and below 1
     */
    public static ConfidenceSequence ofRate(long trials, long hits, double alpha) {
        Counts.check(trials, "trials", hits, "hits", 0, "others");
        double bound = -Math.log(Counts.fraction(alpha, "alpha"));
        double mixture = logArcsineMixture(hits, trials - hits);
        DoublePredicate inside =
                p -> mixture - xLogY((double) hits, p) - xLogY((double) (trials - hits), 1 - p) < bound;
        double seen = trials == 0 ? 0.5 : (double) hits / trials;
        return new ConfidenceSequence(edge(seen, 0, inside), edge(seen, 1, inside));
    }

    /**
     * For the excess of one rate over another, in pairs. The values that neither side of {@link BudgetTest}, each at α/2, rejects; stakes are
     * 0.95, 0.475 and so on, down to 10<sup>-7</sup>, of the limit: Waudby-Smith and Ramdas (arXiv 2010.09686), section 4.
     *
     * @param pairs all pairs, 0..10<sup>15</sup>
     * @param firstOnly those in which only the first differs
     * @param secondOnly those in which only the second differs
     * @param alpha the probability that the interval ever misses, above 0 and below 1
     */
    public static ConfidenceSequence ofExcess(long pairs, long firstOnly, long secondOnly, double alpha) {
        Counts.check(pairs, "pairs", firstOnly, "firstOnly", secondOnly, "secondOnly");
        double bound = Math.log(2 / Counts.fraction(alpha, "alpha"));
        double seen = pairs == 0 ? 0 : ((double) firstOnly - secondOnly) / pairs;
        long others = pairs - firstOnly - secondOnly;
        DoublePredicate notAbove = m -> logBets(m, firstOnly, secondOnly, others) < bound;
        DoublePredicate notBelow = m -> logBets(-m, secondOnly, firstOnly, others) < bound;
        return new ConfidenceSequence(edge(seen, -1, notAbove), edge(seen, 1, notBelow));
    }

    /** Evidence against "the excess is at most this"; the other side is the same with the two sorts exchanged. */
    private static double logBets(double excess, long firstOnly, long secondOnly, long others) {
        double sum = Double.NEGATIVE_INFINITY;
        for (double share : SHARES) {
            double stake = share / (1 + excess);
            double log = firstOnly * Math.log1p(stake * (1 - excess))
                    + secondOnly * Math.log1p(-share)
                    + others * Math.log1p(-stake * excess);
            sum = LogSum.of(sum, log);
        }
        return sum - Math.log(SHARES.size());
    }

    /** The last value inside, between one that is inside and an end that may not be. */
    private static double edge(double inside, double end, DoublePredicate isInside) {
        double in = inside;
        double out = end;
        for (int step = 0; step < STEPS; step++) {
            double middle = in + (out - in) / 2;
            if (middle == in || middle == out) {
                break;
            }
            if (isInside.test(middle)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }

    private static double xLogY(double x, double y) {
        return x == 0 ? 0 : x * Math.log(y);
    }

    /** {@code ln(B(m+½, k+½) / B(½, ½))}, by {@code Γ(m+½) = √π (2m)! / (4^m m!)}. */
    private static double logArcsineMixture(long m, long k) {
        return centralBinomial(m) + centralBinomial(k) - logChoose(m, k);
    }

    /** {@code ln(C(2m, m) / 4^m)}. */
    private static double centralBinomial(long m) {
        return m == 0 ? 0 : StirlingError.of(2 * m) - 2 * StirlingError.of(m) - 0.5 * Math.log(Math.PI * m);
    }

    /** {@code ln C(m+k, m)}. */
    private static double logChoose(long m, long k) {
        if (m == 0 || k == 0) {
            return 0;
        }
        double n = (double) m + k;
        return StirlingError.of(m + k)
                - StirlingError.of(m)
                - StirlingError.of(k)
                - m * Math.log(m / n)
                - k * Math.log(k / n)
                - 0.5 * Math.log(2 * Math.PI * m * (k / n));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

/**
 * Does the first of a pair differ more often than the second? A sequential McNemar test, one-sided. Stateless.
 *
 * <p>Null hypothesis: a pair of which only one differs is as likely to be of one sort as of the other (or the second sort is likelier). The
 * evidence is the likelihood ratio of a mixture, uniform over θ above ½, of the share of the first sort:
 * {@code E = 2^(b+c+1) B(b+1, c+1) (1 - I_½(b+1, c+1))}, the mixture of Robbins, "Statistical methods related to the law of the iterated logarithm"
 * (Annals of Mathematical Statistics 1970), on the discordant pairs of McNemar, "Note on the sampling error of the difference between correlated
 * proportions" (Psychometrika 1947). At {@code c = 0} it is {@code (2^(b+1) - 1) / (b+1)}.
 *
 * <p>Where a coin decides for each pair which of the two is asked first, the labels are exchangeable by design for everything that depends only
 * on the order, and the test holds whatever the bursts, the drift or the correlation between pairs.
 *
 * @since 0.1.0
 */
public final class SequentialMcNemar {
    private static final double LN_2 = Math.log(2);
    /** Up to here the sum has fewer terms than the quadrature has nodes. */
    private static final long SMALL = 500;

    private SequentialMcNemar() {}

    /**
     * The natural logarithm of the e-value; the null hypothesis is rejected at level α where it reaches {@code ln(1/α)}, at any look.
     *
     * @param firstOnly pairs in which only the first differs, 0..10<sup>15</sup>
     * @param secondOnly pairs in which only the second differs, 0..10<sup>15</sup>
     * @throws IllegalArgumentException when a count is outside
     */
    public static double logEvidence(long firstOnly, long secondOnly) {
        Counts.check(firstOnly, "firstOnly");
        Counts.check(secondOnly, "secondOnly");
        if (firstOnly <= secondOnly) {
            return Math.log(lowerHalf(firstOnly, secondOnly));
        }
        double whole = logWhole(firstOnly, secondOnly);
        return whole + Math.log1p(-Math.exp(Math.log(lowerHalf(secondOnly, firstOnly)) - whole));
    }

    /*
     * With θ = (1+u)/2 the e-value is the integral of (1+u)^b (1-u)^c over u from 0 to 1. Over -1 to 1 it would be
     * 2^(b+c+1) B(b+1, c+1), which Stirling's formula gives without cancellation; what lies below 0 is the same integral with
     * b and c exchanged. So only the integral with b <= c, which falls from 1, is ever computed, and nothing large is subtracted.
     */

    /** {@code ∫ (1+u)^b (1-u)^c du} from 0 to 1, for {@code b <= c}. */
    private static double lowerHalf(long b, long c) {
        return b + c <= SMALL || b < 0.75 * c ? series(b, c) : quadrature(b, c);
    }

    /** {@code Σ C(b+c+1, b-i) / C(b+c+1, b) / (c+1)}: the terms fall at least as fast as a geometric series. */
    private static double series(long b, long c) {
        double term = 1;
        double sum = 1;
        for (long i = 0; i < b && term > sum * 0x1p-60; i++) {
            term *= (double) (b - i) / (c + 2 + i);
            sum += term;
        }
        return sum / (c + 1);
    }

    private static double quadrature(long b, long c) {
        double half = (b + c) / 2.0;
        double lead = (double) c - b;
        double end = 80 / (lead + Math.sqrt(lead * lead + 160 * half));
        return GaussLegendre.integrate(
                u -> Math.exp(half * Math.log1p(-u * u) - lead / 2 * (Math.log1p(u) - Math.log1p(-u))), 0, end);
    }

    /** {@code ln(2^(b+c+1) B(b+1, c+1))} for {@code b > c}. */
    private static double logWhole(long b, long c) {
        double n = (double) b + c;
        if (c == 0) {
            return (n + 1) * LN_2 - Math.log(n + 1);
        }
        double stirling = StirlingError.of(b) + StirlingError.of(c) - StirlingError.of(b + c);
        return LN_2 + deviance(b, c) + 0.5 * Math.log(2 * Math.PI * b / n * c) + stirling - Math.log(n + 1);
    }

    /** {@code b ln(2b/n) + c ln(2c/n)}, the logarithm of the largest likelihood ratio, without cancellation near {@code b = c}. */
    private static double deviance(long b, long c) {
        double n = (double) b + c;
        double d = ((double) b - c) / n;
        if (d > 0.5) {
            return b * Math.log1p(d) + c * Math.log(2 * c / n);
        }
        return n / 2 * (Math.log1p(-d * d) + d * (Math.log1p(d) - Math.log1p(-d)));
    }
}

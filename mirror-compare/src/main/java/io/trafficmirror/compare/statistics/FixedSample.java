// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

/**
 * A binomial test of a sample whose size was fixed beforehand, looked at once. Stateless.
 *
 * <p>The exact test of Clopper and Pearson, "The use of confidence or fiducial limits" (Biometrika 1934). By Koning and van Meer, "Anytime
 * validity is free" (arXiv 2501.03982), it could be made valid at every look at no loss; the early decisions so won are only those that the rest of the
 * sample could no longer change.
 *
 * @since 0.1.0
 */
public final class FixedSample {
    private FixedSample() {}

    /**
     * The natural logarithm of the p-value of "the rate is at least the limit": of the probability of at most so many hits at the limit.
     *
     * @param trials the size of the sample
     * @param hits those seen
     * @param limit above 0 and below 1
     * @return 0 or less; 0 where the hits are at least the mean at the limit, for which no level rejects
     */
    public static double logLowerTail(long trials, long hits, double limit) {
        Counts.check(trials, "trials", hits, "hits", 0, "others");
        Counts.fraction(limit, "limit");
        double mean = trials * limit;
        if (hits >= mean) {
            return 0;
        }
        double sum = 1;
        double term = 1;
        for (long j = hits; j > 0 && term > sum * 0x1p-60; j--) {
            term *= j * (1 - limit) / ((trials - j + 1) * limit);
            sum += term;
        }
        return Math.min(0, logProbability(trials, hits, limit) + Math.log(sum));
    }

    /** Loader's saddle-point form, see {@link StirlingError}. */
    private static double logProbability(long n, long k, double p) {
        if (k == 0) {
            return n * Math.log1p(-p);
        }
        double others = (double) n - k;
        return StirlingError.of(n)
                - StirlingError.of(k)
                - StirlingError.of(n - k)
                - deviance((double) k, n * p)
                - deviance(others, n * (1 - p))
                + 0.5 * Math.log(n / (2 * Math.PI * k) / others);
    }

    /** {@code x ln(x/μ) + μ - x}. */
    private static double deviance(double x, double mean) {
        double t = (x - mean) / mean;
        if (Math.abs(t) > 0.1) {
            return mean * ((1 + t) * Math.log1p(t) - t);
        }
        double sum = 0;
        double power = t * t;
        for (int k = 2; Math.abs(power) > Math.abs(sum) * 0x1p-60; k++) {
            sum += power / (k * (k - 1.0)) * (k % 2 == 0 ? 1 : -1);
            power *= t;
        }
        return mean * sum;
    }
}

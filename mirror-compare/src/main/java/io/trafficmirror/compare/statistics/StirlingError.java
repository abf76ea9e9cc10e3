// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

/**
 * What Stirling's formula lacks: {@code ln k! - (ln(2πk)/2 + k ln k - k)}. Stateless.
 *
 * <p>After Loader, "Fast and accurate computation of binomial probabilities" (2000), section 3.
 */
final class StirlingError {
    private static final int EXACT = 16;
    private static final double[] SMALL = new double[EXACT];

    static {
        double logFactorial = 0;
        for (int k = 1; k < EXACT; k++) {
            logFactorial += Math.log(k);
            SMALL[k] = logFactorial - (0.5 * Math.log(2 * Math.PI * k) + k * Math.log(k) - k);
        }
    }

    private StirlingError() {}

    /** The error at k, 1 or more; below 2·10<sup>-15</sup> wrong. */
    static double of(long k) {
        if (k < EXACT) {
            return SMALL[(int) k];
        }
        double square = (double) k * k;
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square)
                / k;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.verdict;

import io.trafficmirror.compare.statistics.RateTest;

/** The probability of PASS without a control, by recursion over every exchange: no simulation. Stateless. */
final class Exact {
    private static final double PROVED = Math.log(20);
    private static final int MISMATCHES = 400;

    private Exact() {}

    /** That a route passes at one of its first {@code exchanges} looks, at a true rate of mismatches. */
    static double passed(double rate, int exchanges) {
        RateTest test = RateTest.below(ErrorRates.BUDGET);
        double[] open = new double[MISMATCHES + 1];
        open[0] = 1;
        double passed = 0;
        int enough = -1;
        for (int n = 1; n <= exchanges; n++) {
            for (int m = Math.min(MISMATCHES, n); m > 0; m--) {
                open[m] = open[m] * (1 - rate) + open[m - 1] * rate;
            }
            open[0] *= 1 - rate;
            while (enough < Math.min(MISMATCHES, n) && test.logEvidence(n, enough + 1) >= PROVED) {
                enough++;
            }
            for (int m = 0; m <= enough; m++) {
                passed += open[m];
                open[m] = 0;
            }
        }
        return passed;
    }
}

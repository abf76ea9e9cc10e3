// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which of many hypotheses are rejected, with a bounded share of false ones among them: e-BH. Stateless.
 *
 * <p>Wang and Ramdas, "False discovery rate control with e-values" (JRSS-B 2022, arXiv 2009.02824), section 4: the k largest, for the
 * largest k whose k-th largest e-value is at least {@code K / (α k)}. The expected share of false ones is at most α, whatever the
 * dependence. It holds for one look: the list must be made anew at each, and never be added up over looks, for rejecting on running maxima
 * loses the bound (arXiv 2501.19360).
 *
 * @since 0.1.0
 */
public final class EBenjaminiHochberg {
    private EBenjaminiHochberg() {}

    /**
     * Chooses.
     *
     * @param logEvidence natural logarithms of e-values, of those hypotheses that have any evidence
     * @param hypotheses K, how many there are in all; at least as many as there are e-values
     * @param alpha the bound on the expected share of false rejections
     * @return indices of the rejected, largest e-value first, ties in order of index
     */
    public static int[] rejected(double[] logEvidence, int hypotheses, double alpha) {
        Counts.fraction(alpha, "alpha");
        if (hypotheses < logEvidence.length) {
            throw new IllegalArgumentException(
                    "hypotheses: must be at least " + logEvidence.length + ", was " + hypotheses);
        }
        double least = -Math.log(alpha);
        int[] order = IntStream.range(0, logEvidence.length)
                .filter(i -> logEvidence[i] >= least)
                .boxed()
                .sorted((i, j) -> Double.compare(logEvidence[j], logEvidence[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int rejected = 0;
        for (int k = 1; k <= order.length; k++) {
            if (logEvidence[order[k - 1]] >= Math.log(hypotheses / (alpha * k))) {
                rejected = k;
            }
        }
        return Arrays.copyOf(order, rejected);
    }
}

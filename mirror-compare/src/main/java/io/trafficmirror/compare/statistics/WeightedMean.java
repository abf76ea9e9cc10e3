// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import java.util.Arrays;

/**
 * The mean of several e-values, with weights fixed before the data. Confined to one thread.
 *
 * <p>A mean of e-processes is an e-process whatever their dependence (Vovk and Wang, "E-values: calibration, combination and
 * applications", Annals of Statistics 2021, arXiv 1912.06116, section 3), so that Ville's inequality bounds, by α, the probability that it
 * ever reaches {@code 1/α}. What is left out counts as zero. The sum is formed in order of size: any order of the same summands gives the same bits.
 *
 * @since 0.1.0
 */
public final class WeightedMean {
    private double[] logs = new double[16];
    private int size;
    private double weight;

    /** An empty mean. */
    public WeightedMean() {}

    /**
     * Adds an e-value.
     *
     * @param share its weight, above 0
     * @param logEvidence its natural logarithm
     * @throws IllegalArgumentException when the weights come to more than one
     */
    public void add(double share, double logEvidence) {
        weight += share;
        if (!(share > 0) || weight > 1 + 1e-9) {
            throw new IllegalArgumentException("weights: must be above 0 and at most 1 together, were " + weight);
        }
        if (size == logs.length) {
            logs = Arrays.copyOf(logs, 2 * size);
        }
        logs[size++] = Math.log(share) + logEvidence;
    }

    /** The natural logarithm of the mean; negative infinity where nothing was added. */
    public double logEvidence() {
        double[] sorted = Arrays.copyOf(logs, size);
        Arrays.sort(sorted);
        if (size == 0 || sorted[size - 1] == Double.NEGATIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double high = sorted[size - 1];
        double sum = 0;
        for (double log : sorted) {
            sum += Math.exp(log - high);
        }
        return high + Math.log(sum);
    }
}

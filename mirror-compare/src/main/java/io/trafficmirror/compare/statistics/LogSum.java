// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

/** The logarithm of a sum whose terms are given by their logarithms, without overflow. Stateless. */
final class LogSum {
    private LogSum() {}

    /**
     * Adds two numbers.
     *
     * @param a the logarithm of one, or negative infinity for zero
     * @param b the logarithm of the other, or negative infinity for zero
     * @return {@code ln(exp(a) + exp(b))}
     */
    static double of(double a, double b) {
        double high = Math.max(a, b);
        return Double.isInfinite(high) ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
    }
}

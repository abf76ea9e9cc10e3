// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

/**
 * An exact share: {@code numerator} out of {@code denominator}. Immutable.
 *
 * @param numerator 0..denominator
 * @param denominator 1..2147483647
 * @since 0.1.0
 */
public record Fraction(int numerator, int denominator) {
    /** Everything. */
    public static final Fraction ALL = new Fraction(1, 1);

    /** Checks the ranges. */
    public Fraction {
        if (denominator < 1) {
            throw new IllegalArgumentException("fraction.denominator: must be 1 or more, was " + denominator);
        }
        if (numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException(
                    "fraction.numerator: must be 0.." + denominator + " (the denominator), was " + numerator);
        }
    }

    /** A whole percentage, 0..100. */
    public static Fraction percent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent: must be 0..100, was " + percent);
        }
        return new Fraction(percent, 100);
    }

    /** Whether nothing is in. */
    public boolean isNone() {
        return numerator == 0;
    }

    /** Whether everything is in. */
    public boolean isAll() {
        return numerator == denominator;
    }

    /**
     * Whether {@code hash / 2^64 < numerator / denominator}, the hash being unsigned, by exact arithmetic: what is covered by a share is
     * covered by every larger one.
     */
    public boolean covers(long hash) {
        long high = Math.multiplyHigh(hash, denominator) + (hash >> 63 & denominator);
        return high < numerator;
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}

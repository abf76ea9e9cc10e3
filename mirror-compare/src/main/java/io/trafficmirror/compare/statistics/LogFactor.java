// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The natural logarithm of a constant, to about 32 digits, as the unevaluated sum of two doubles. Immutable.
 *
 * <p>Evidence is a sum of such logarithms, each times a count. Counts of 10<sup>12</sup> would leave four digits of a sum of plain
 * doubles whose terms cancel; here all sixteen stay.
 *
 * @param high the logarithm, rounded to a double; negative infinity for the logarithm of zero
 * @param low what rounding lost
 */
record LogFactor(double high, double low) {
    private static final MathContext DIGITS = new MathContext(48);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LN_2 = series(TWO);
    /** Splits a double into two halves of 26 bits (Veltkamp 1968). */
    private static final double SPLITTER = 0x1p27 + 1;

    static final LogFactor ZERO = new LogFactor(Double.NEGATIVE_INFINITY, 0);

    /**
     * Takes a logarithm.
     *
     * @param value zero or more
     */
    static LogFactor of(BigDecimal value) {
        if (value.signum() == 0) {
            return ZERO;
        }
        int halvings = Math.getExponent(value.doubleValue() / 0.75);
        BigDecimal power = halvings >= 0 ? TWO.pow(halvings) : BigDecimal.ONE.divide(TWO.pow(-halvings), DIGITS);
        BigDecimal log = series(value.divide(power, DIGITS)).add(LN_2.multiply(BigDecimal.valueOf(halvings)));
        double high = log.doubleValue();
        return new LogFactor(high, log.subtract(new BigDecimal(high)).doubleValue());
    }

    /** {@code ln x = 2 artanh((x - 1) / (x + 1))}. */
    private static BigDecimal series(BigDecimal x) {
        BigDecimal z = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), DIGITS);
        BigDecimal square = z.multiply(z, DIGITS);
        BigDecimal sum = z;
        BigDecimal power = z;
        for (int k = 3; power.abs().compareTo(new BigDecimal("1e-44")) > 0; k += 2) {
            power = power.multiply(square, DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS));
        }
        return sum.multiply(TWO, DIGITS);
    }

    /** {@code a·i + b·j + c·k}, rounded once (Ogita, Rump and Oishi 2005, Dot2); zero times negative infinity is zero. */
    static double sum(LogFactor a, long i, LogFactor b, long j, LogFactor c, long k) {
        double first = times(a, i);
        double second = times(b, j);
        double third = times(c, k);
        double two = first + second;
        double three = two + third;
        if (Double.isInfinite(three)) {
            return three;
        }
        double lost = lostBySum(first, second, two) + lostBySum(two, third, three);
        return three + (lost + lostBy(a, i, first) + lostBy(b, j, second) + lostBy(c, k, third));
    }

    private static double times(LogFactor factor, long count) {
        return count == 0 ? 0 : factor.high * count;
    }

    /** Knuth's TwoSum. */
    private static double lostBySum(double a, double b, double sum) {
        double rounded = sum - a;
        return (a - (sum - rounded)) + (b - rounded);
    }

    /** Dekker's product, and the part below the double. */
    private static double lostBy(LogFactor factor, long count, double product) {
        if (count == 0) {
            return 0;
        }
        double n = count;
        double a = factor.high * SPLITTER;
        double aHigh = a - (a - factor.high);
        double aLow = factor.high - aHigh;
        double b = n * SPLITTER;
        double bHigh = b - (b - n);
        double bLow = n - bHigh;
        return aLow * bLow - (((product - aHigh * bHigh) - aLow * bHigh) - aHigh * bLow) + factor.low * n;
    }
}

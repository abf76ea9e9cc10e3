// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What became of a number. Numbers that are too long to compute with are only ever different. Stateless. */
final class NumberTransitions {
    private static final int MOST_CHARS = 64;
    private static final int MOST_SCALE = 400;

    /** Factors between units that programs mix up. */
    private static final double[] FACTORS = {60, 3600, 86_400, 24, 7, 12, 1024, 1_048_576, 1_073_741_824, 8};

    private static final int MOST_POWER_OF_TEN = 12;
    private static final double RELATIVE_ERROR = 1e-9;

    /** Integers that lie closer than this are taken for two readings of one counter. */
    private static final BigDecimal COUNTER_STEP = BigDecimal.valueOf(1000);

    private static final BigDecimal LONG_ID = BigDecimal.valueOf(1_000_000_000_000_000L);
    private static final int MEASURED_PLACES = 4;
    private static final double MEASURED_RATIO = 1000;

    /** Numbers that are closer than this are one number that has lost its last places. */
    private static final double LOST_PRECISION = 1e-6;

    private NumberTransitions() {}

    private static Optional<BigDecimal> parse(String text) {
        if (text.length() > MOST_CHARS) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(text);
            return Math.abs((long) value.scale()) > MOST_SCALE ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether both are numbers, and of one value. */
    static boolean areEqual(String left, String right) {
        Optional<BigDecimal> a = parse(left);
        Optional<BigDecimal> b = parse(right);
        return a.isPresent() && b.isPresent() && a.get().compareTo(b.get()) == 0;
    }

    static boolean isWithin(String left, String right, BigDecimal distance) {
        Optional<BigDecimal> a = parse(left);
        Optional<BigDecimal> b = parse(right);
        return a.isPresent() && b.isPresent() && a.get().subtract(b.get()).abs().compareTo(distance) <= 0;
    }

    static Transition of(String left, String right) {
        Optional<BigDecimal> a = parse(left);
        Optional<BigDecimal> b = parse(right);
        return a.isEmpty() || b.isEmpty() ? Transition.OTHER : of(a.get(), b.get());
    }

    private static Transition of(BigDecimal a, BigDecimal b) {
        if (a.signum() != 0 && a.compareTo(b.negate()) == 0) {
            return Transition.NEGATED;
        }
        if (isRounded(a, b) || isRounded(b, a) || haveLostPlaces(a, b)) {
            return Transition.ROUNDED;
        }
        if (isScaled(a, b)) {
            return Transition.SCALED;
        }
        return a.signum() * b.signum() < 0 ? Transition.NEGATED : noiseOf(a, b);
    }

    /** What became of a number as far as noise does it, which may by chance look like something else too. */
    static Transition noiseOf(String left, String right) {
        Optional<BigDecimal> a = parse(left);
        Optional<BigDecimal> b = parse(right);
        boolean oneSign =
                a.isPresent() && b.isPresent() && a.get().signum() * b.get().signum() >= 0;
        return oneSign ? noiseOf(a.get(), b.get()) : Transition.OTHER;
    }

    private static Transition noiseOf(BigDecimal a, BigDecimal b) {
        boolean integers = isInteger(a) && isInteger(b);
        if (integers) {
            BigDecimal apart = a.subtract(b).abs();
            return apart.compareTo(COUNTER_STEP) < 0 || areLongIds(a, b, apart) ? Transition.COUNTER : Transition.OTHER;
        }
        return areMeasures(a, b) ? Transition.MEASURE : Transition.OTHER;
    }

    /** Whether one is the other with fewer decimal places, in any way of rounding, or cut. */
    private static boolean isRounded(BigDecimal fine, BigDecimal coarse) {
        BigDecimal bare = coarse.stripTrailingZeros();
        int places = Math.max(0, bare.scale());
        if (fine.stripTrailingZeros().scale() <= places) {
            return false;
        }
        BigDecimal down = fine.setScale(places, RoundingMode.FLOOR);
        BigDecimal up = fine.setScale(places, RoundingMode.CEILING);
        return bare.compareTo(down) == 0 || bare.compareTo(up) == 0;
    }

    /** Whether both have many decimal places, of which the first are the same. */
    private static boolean haveLostPlaces(BigDecimal a, BigDecimal b) {
        return areMeasures(a, b) && Math.abs(a.doubleValue() / b.doubleValue() - 1) <= LOST_PRECISION;
    }

    /** Whether both are ids that begin with the time, by their length and distance. */
    static boolean areLongIds(String left, String right) {
        Optional<BigDecimal> a = parse(left);
        Optional<BigDecimal> b = parse(right);
        return a.isPresent()
                && b.isPresent()
                && isInteger(a.get())
                && isInteger(b.get())
                && areLongIds(a.get(), b.get(), a.get().subtract(b.get()).abs());
    }

    /** Whether both are long, and close for their length: ids that begin with the time. */
    private static boolean areLongIds(BigDecimal a, BigDecimal b, BigDecimal apart) {
        return Math.min(a.abs().compareTo(LONG_ID), b.abs().compareTo(LONG_ID)) >= 0
                && apart.scaleByPowerOfTen(3).compareTo(a.abs()) < 0;
    }

    /** How far apart two readings of a counter are; 0 for long ids, which lie apart as they please, and for what is no number. */
    static long countsApart(String left, String right) {
        Optional<BigDecimal> a = parse(left);
        Optional<BigDecimal> b = parse(right);
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        BigDecimal apart = a.get().subtract(b.get()).abs();
        return apart.compareTo(COUNTER_STEP) < 0 && !areLongIds(a.get(), b.get(), apart) ? apart.longValue() : 0;
    }

    /** How far apart two measures are, in millionths of the smaller one; 0 for what is none. */
    static long millionthsApart(String left, String right) {
        Optional<BigDecimal> a = parse(left);
        Optional<BigDecimal> b = parse(right);
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        double ratio = Math.abs(a.get().doubleValue() / b.get().doubleValue());
        return (long) (1_000_000 * (Math.max(ratio, 1 / ratio) - 1));
    }

    /** Whether both have many decimal places and are of like size: nobody means them to be repeated. */
    private static boolean areMeasures(BigDecimal a, BigDecimal b) {
        if (a.scale() < MEASURED_PLACES || b.scale() < MEASURED_PLACES || a.signum() != b.signum()) {
            return false;
        }
        double ratio = a.doubleValue() / b.doubleValue();
        return ratio < MEASURED_RATIO && ratio > 1 / MEASURED_RATIO;
    }

    private static boolean isScaled(BigDecimal a, BigDecimal b) {
        if (a.signum() == 0 || b.signum() == 0) {
            return false;
        }
        double ratio = Math.abs(a.doubleValue() / b.doubleValue());
        double factor = ratio < 1 ? 1 / ratio : ratio;
        double power = Math.rint(Math.log10(factor));
        if (power >= 1 && power <= MOST_POWER_OF_TEN && isNear(factor, Math.pow(10, power))) {
            return true;
        }
        for (double known : FACTORS) {
            if (isNear(factor, known)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNear(double a, double b) {
        return Math.abs(a - b) <= RELATIVE_ERROR * b;
    }

    private static boolean isInteger(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }
}

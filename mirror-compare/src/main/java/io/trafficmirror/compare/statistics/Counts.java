// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

/** Says which counts are none. Stateless. */
final class Counts {
    /** The largest count: below it every count is a double exactly. */
    static final long MAX = 1_000_000_000_000_000L;

    private Counts() {}

    /**
     * Checks parts of a whole.
     *
     * @throws IllegalArgumentException when one is negative, they are more than the whole, or the whole is above {@link #MAX}
     */
    static void check(long whole, String wholeName, long first, String firstName, long second, String secondName) {
        check(first, firstName);
        check(second, secondName);
        check(whole, wholeName);
        if (first + second > whole) {
            throw new IllegalArgumentException(firstName + " " + first + " and " + secondName + " " + second
                    + " are more than " + wholeName + " " + whole);
        }
    }

    static void check(long count, String name) {
        if (count < 0 || count > MAX) {
            throw new IllegalArgumentException(name + ": must be 0.." + MAX + ", was " + count);
        }
    }

    /** Checks a budget, a limit or a level: strictly between zero and one. */
    static double fraction(double value, String name) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": must be above 0 and below 1, was " + value);
        }
        return value;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import java.util.Arrays;
import java.util.Locale;

/**
 * The median of some numbers, and how far they spread. Immutable.
 *
 * @param median not a number if there are none
 * @param least of them
 * @param most of them
 * @param count of the numbers
 */
public record Spread(double median, double least, double most, int count) {
    /** Leaves out what is no number. */
    public static Spread of(double... values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return new Spread(median, sorted[0], sorted[n - 1], n);
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The median in a format such as {@code %.2f}; a dash if there is none. */
    public String median(String format) {
        return isEmpty() ? "–" : String.format(Locale.ROOT, format, median);
    }

    /** Median, least and most. */
    public String all(String format) {
        return isEmpty()
                ? "–"
                : String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", median, least, most);
    }
}

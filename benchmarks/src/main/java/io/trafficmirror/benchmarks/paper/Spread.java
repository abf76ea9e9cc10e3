// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The median of some numbers, and how far they spread. Immutable.
 *
 * @param median not a number if there are none
 * @param least of them
 * @param most of them
 * @param low where the median's interval of 95 % begins, by bootstrap
 * @param high where it ends
 * @param count of the numbers
 */
public record Spread(double median, double least, double most, double low, double high, int count) {
    private static final int RESAMPLES = 2000;

    /** Leaves out what is no number. */
    public static Spread of(double... values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double[] medians = n == 1 ? sorted : medians(sorted);
        return new Spread(
                middle(sorted),
                sorted[0],
                sorted[n - 1],
                medians[(int) (medians.length * 0.025)],
                medians[(int) Math.ceil(medians.length * 0.975) - 1],
                n);
    }

    /** Of as many numbers, drawn from these with repetition, over and over; always the same for the same numbers. */
    private static double[] medians(double[] sorted) {
        SplittableRandom random = new SplittableRandom(7);
        double[] medians = new double[RESAMPLES];
        double[] drawn = new double[sorted.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = sorted[random.nextInt(sorted.length)];
            }
            Arrays.sort(drawn);
            medians[i] = middle(drawn);
        }
        Arrays.sort(medians);
        return medians;
    }

    private static double middle(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The median in a format such as {@code %.2f}; a dash if there is none. */
    public String median(String format) {
        return isEmpty() ? "–" : text(format, median);
    }

    /** Median, least and most. */
    public String all(String format) {
        return withRange(format, least, most);
    }

    /** Median, and the interval that holds it with 95 %. */
    public String interval(String format) {
        return withRange(format, low, high);
    }

    private String withRange(String format, double from, double to) {
        return isEmpty() ? "–" : text(format, median) + " (" + text(format, from) + "–" + text(format, to) + ")";
    }

    /** Nothing is not less than nothing. */
    private static String text(String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }
}

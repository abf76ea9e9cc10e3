// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The two turns of one variant within a round, as one measurement. Stateless. */
final class Turns {
    static final int IN_A_ROUND = 2;

    private static final Set<String> SUMS = Set.of("requests", "errors", "unsent", "died", "selected", "sinkAcked");
    private static final Set<String> PEAKS = Set.of("heapPeakMb", "rssMb", "threads", "sockets");

    private Turns() {}

    /** Sums of what was counted, peaks of what was held, and means of the rest. */
    static Map<String, Double> together(Map<String, Double> first, Map<String, Double> second) {
        Map<String, Double> both = new TreeMap<>(first);
        second.forEach((name, value) -> both.merge(name, value, (a, b) -> together(name, a, b)));
        return both;
    }

    /** How far the rates of two turns are apart, as a part of their mean. */
    static double drift(Map<String, Double> first, Map<String, Double> second) {
        double before = first.getOrDefault("perSecond", Double.NaN);
        double after = second.getOrDefault("perSecond", Double.NaN);
        return Math.abs(before - after) / ((before + after) / 2);
    }

    private static double together(String name, double a, double b) {
        if (SUMS.contains(name) || name.startsWith("drop.") || name.startsWith("fail.")) {
            return a + b;
        }
        return PEAKS.contains(name) ? Math.max(a, b) : (a + b) / 2;
    }
}

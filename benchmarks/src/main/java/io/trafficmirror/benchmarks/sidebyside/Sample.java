// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The figures of one variant in one round.
 *
 * @param perSecond answers of the primary in a second
 * @param p50 microseconds
 * @param p99 microseconds
 * @param p999 microseconds
 * @param errors of the primary
 * @param cpuMicros CPU of the application's process for each request, compiler included
 * @param heapPeakMb the most heap that was in use
 * @param rssMb resident memory at the end
 * @param threads of the application's process at the end
 * @param delivered copies that reached the shadow for each request of the primary, 0..1
 * @param drops what the mirror dropped, by reason
 */
record Sample(
        double perSecond,
        double p50,
        double p99,
        double p999,
        long errors,
        double cpuMicros,
        double heapPeakMb,
        double rssMb,
        double threads,
        double delivered,
        String drops) {

    static Sample of(
            Load.Result result, double seconds, Map<String, String> before, Map<String, String> after, long delivered) {
        Histogram micros = result.micros();
        double requests = Math.max(1, result.perSecond() * seconds);
        return new Sample(
                result.perSecond(),
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                result.errors(),
                (number(after, "cpuNanos") - number(before, "cpuNanos")) / 1000 / requests,
                number(after, "heapPeak") / (1 << 20),
                number(after, "rssKb") / 1024,
                number(after, "threads"),
                delivered / requests,
                after.getOrDefault("reasons", ""));
    }

    private static double number(Map<String, String> figures, String name) {
        return Double.parseDouble(figures.getOrDefault(name, "0"));
    }
}

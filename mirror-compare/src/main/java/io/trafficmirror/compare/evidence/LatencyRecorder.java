// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Takes the times of one route. The threshold of slowness is read off the control's past only, and stands still for a block of exchanges, so that it
 * can't depend on the exchange that is held against it. Confined to one thread.
 */
final class LatencyRecorder {
    private static final int DIGITS = 2;

    /** A minute: what takes longer has timed out long before. */
    private static final long MOST_MICROS = 60_000_000L;

    private static final int BLOCK = 256;
    private static final double SLOW_PERCENTILE = 99;

    private final IntCountsHistogram primary = new IntCountsHistogram(DIGITS);
    private final IntCountsHistogram shadow = new IntCountsHistogram(DIGITS);
    private final IntCountsHistogram control = new IntCountsHistogram(DIGITS);
    private long threshold = Long.MAX_VALUE;
    private long inBlock;
    private final PairRecorder pairs = new PairRecorder();

    void primary(long nanos) {
        primary.recordValue(micros(nanos));
    }

    void shadow(long nanos) {
        shadow.recordValue(micros(nanos));
    }

    /** A control's time beside that of its shadow. */
    void pair(long shadowNanos, long controlNanos) {
        if (threshold != Long.MAX_VALUE) {
            pairs.add(micros(shadowNanos) > threshold, micros(controlNanos) > threshold);
        }
        control.recordValue(micros(controlNanos));
        if (++inBlock == BLOCK) {
            inBlock = 0;
            threshold = control.getValueAtPercentile(SLOW_PERCENTILE);
        }
    }

    private static long micros(long nanos) {
        return Math.max(1, Math.min(MOST_MICROS, nanos / 1000));
    }

    LatencyCounts counts() {
        return new LatencyCounts(spans(primary), spans(shadow), spans(control), pairs.counts());
    }

    private static Map<Long, Long> spans(AbstractHistogram histogram) {
        Map<Long, Long> spans = new TreeMap<>();
        for (HistogramIterationValue value : histogram.recordedValues()) {
            spans.put(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
        }
        return spans;
    }
}

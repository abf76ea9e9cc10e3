// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Takes the times of one route. The threshold of slowness is read off the control's recent past only, and stands still for a block of exchanges, so that it
 * can't depend on the exchange that is held against it. Of pairs in which one or both were slow, one in each span of time counts: a pause makes many
 * answers slow at once, and is one event. Confined to one thread.
 */
final class LatencyRecorder {
    private static final int DIGITS = 2;
    /** A minute: what takes longer has timed out long before. */
    private static final long MOST_MICROS = 60_000_000L;

    private static final int BLOCK = 256;
    /** After so many blocks times are forgotten for the threshold, a generation at once: what starting made slow is not the measure for ever. */
    private static final int GENERATION = 4;

    private static final double SLOW_PERCENTILE = 99;
    private static final double MEDIAN = 50;
    /** Nobody waits for less: slower by it than half of the answers is not slow, whatever the percentile says. */
    private static final long LEAST_MICROS = 2_000;

    private static final long SPAN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final IntCountsHistogram primary = new IntCountsHistogram(DIGITS);
    private final IntCountsHistogram shadow = new IntCountsHistogram(DIGITS);
    private final IntCountsHistogram control = new IntCountsHistogram(DIGITS);
    private IntCountsHistogram recent = new IntCountsHistogram(DIGITS);
    private IntCountsHistogram before = new IntCountsHistogram(DIGITS);
    private long threshold = Long.MAX_VALUE;
    private int inBlock;
    private int blocks;
    private OptionalLong countedAt = OptionalLong.empty();
    private final PairRecorder pairs = new PairRecorder();

    void primary(long nanos) {
        primary.recordValue(micros(nanos));
    }

    void shadow(long nanos) {
        shadow.recordValue(micros(nanos));
    }

    /**
     * A control's time beside that of its shadow.
     *
     * @param atNanos when the pair was over, by the mirror's clock
     */
    void pair(long shadowNanos, long controlNanos, long atNanos) {
        if (threshold != Long.MAX_VALUE) {
            boolean slowShadow = micros(shadowNanos) > threshold;
            boolean slowControl = micros(controlNanos) > threshold;
            if ((!slowShadow && !slowControl) || isOwnEvent(atNanos)) {
                pairs.add(slowShadow, slowControl);
            }
        }
        control.recordValue(micros(controlNanos));
        recent.recordValue(micros(controlNanos));
        if (++inBlock == BLOCK) {
            inBlock = 0;
            next();
        }
    }

    private boolean isOwnEvent(long atNanos) {
        if (countedAt.isPresent() && Math.abs(atNanos - countedAt.getAsLong()) < SPAN_NANOS) {
            return false;
        }
        countedAt = OptionalLong.of(atNanos);
        return true;
    }

    private void next() {
        IntCountsHistogram past = recent.copy();
        past.add(before);
        threshold =
                Math.max(past.getValueAtPercentile(SLOW_PERCENTILE), past.getValueAtPercentile(MEDIAN) + LEAST_MICROS);
        if (++blocks == GENERATION) {
            blocks = 0;
            before = recent;
            recent = new IntCountsHistogram(DIGITS);
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

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.report.Findings;
import java.io.IOException;
import java.util.Map;

/** Response times as distributions: how many lie in each quarter of an octave of microseconds, and percentiles. Stateless. */
final class LatencyJson {
    /** Spans of one octave. */
    static final int SPANS = 4;

    private static final int MOST_SPANS = 40 * SPANS;
    private static final double LOG_2 = Math.log(2);
    private static final double[] PERCENTILES = {50, 90, 99, 100};
    private static final String[] NAMES = {"p50", "p90", "p99", "max"};

    private LatencyJson() {}

    /** The times of all routes together. */
    static void writeAll(JsonGenerator json, Findings findings) throws IOException {
        LatencyCounts all = LatencyCounts.ZERO;
        for (RouteEvidence route : findings.report().evidence().routes().values()) {
            all = all.plus(route.counts().latency());
        }
        write(json, all);
    }

    static void write(JsonGenerator json, LatencyCounts counts) throws IOException {
        json.writeObjectFieldStart("latency");
        one(json, "primary", counts.primary());
        one(json, "shadow", counts.shadow());
        one(json, "control", counts.control());
        json.writeNumberField("pairs", counts.pairs().controlled());
        json.writeNumberField("shadowSlower", counts.pairs().shadowOnly());
        json.writeNumberField("controlSlower", counts.pairs().controlOnly());
        json.writeEndObject();
    }

    /**
     * One distribution.
     *
     * @param counts by upper bound in microseconds, ascending
     */
    private static void one(JsonGenerator json, String name, Map<Long, Long> counts) throws IOException {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return;
        }
        long[] spans = new long[MOST_SPANS];
        long[] percentiles = new long[PERCENTILES.length];
        long seen = 0;
        for (Map.Entry<Long, Long> count : counts.entrySet()) {
            long before = seen;
            seen += count.getValue();
            spans[spanOf(count.getKey())] += count.getValue();
            for (int i = 0; i < PERCENTILES.length; i++) {
                long wanted = (long) Math.ceil(all * PERCENTILES[i] / 100);
                if (before < wanted && wanted <= seen) {
                    percentiles[i] = count.getKey();
                }
            }
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", all);
        for (int i = 0; i < NAMES.length; i++) {
            json.writeNumberField(NAMES[i], percentiles[i]);
        }
        json.writeArrayFieldStart("spans");
        for (int i = 0; i < spans.length; i++) {
            if (spans[i] > 0) {
                json.writeArray(new long[] {i, spans[i]}, 0, 2);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Span i holds what took from 2^(i/4) to less than 2^((i+1)/4) microseconds. */
    static int spanOf(long micros) {
        int span = (int) Math.floor(SPANS * Math.log((double) Math.max(1, micros)) / LOG_2);
        return Math.min(MOST_SPANS - 1, span);
    }
}

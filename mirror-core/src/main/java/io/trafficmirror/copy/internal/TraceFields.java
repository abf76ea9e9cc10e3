// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy.internal;

import io.trafficmirror.copy.TracePolicy;
import io.trafficmirror.http.Headers;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Applies a {@link TracePolicy} to W3C Trace Context, Baggage and B3 fields. Immutable.
 *
 * @param policy what becomes of them
 */
record TraceFields(TracePolicy policy) {
    private static final List<String> NAMES = List.of(
            "traceparent",
            "tracestate",
            "baggage",
            "b3",
            "X-B3-TraceId",
            "X-B3-SpanId",
            "X-B3-ParentSpanId",
            "X-B3-Sampled",
            "X-B3-Flags");

    void applyTo(Headers.Builder headers) {
        if (policy == TracePolicy.INHERIT) {
            return;
        }
        for (String name : NAMES) {
            headers.remove(name);
        }
        if (policy == TracePolicy.NEW_UNSAMPLED_ROOT) {
            headers.add("traceparent", "00-" + hex() + hex() + "-" + hex() + "-00");
        }
    }

    /** 16 hex digits that are not all zero. */
    private static String hex() {
        String digits = Long.toHexString(ThreadLocalRandom.current().nextLong() | 1);
        return "0".repeat(16 - digits.length()) + digits;
    }
}

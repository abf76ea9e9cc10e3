// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy.internal;

import io.trafficmirror.copy.TracePolicy;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.internal.ConnectionFields;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

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

    /** What the client says to everybody on the way, rather than of a span: a span leaves it as it is. */
    private static final String BAGGAGE = "baggage";

    /** Comes with a span if that has one; else that of the client goes on, as it does in any service that does not know it. */
    private static final String STATE = "tracestate";

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

    /**
     * Puts the fields of a span in the place of what came.
     *
     * @param except names of fields that stay as they are
     */
    static void join(Headers.Builder headers, Headers span, Predicate<String> except) {
        for (String name : NAMES) {
            if (!name.equals(BAGGAGE) && !name.equals(STATE) && !except.test(name)) {
                headers.remove(name);
            }
        }
        for (int i = 0; i < span.size(); i++) {
            String name = span.name(i);
            if (!name.equalsIgnoreCase(BAGGAGE) && !ConnectionFields.contains(name) && !except.test(name)) {
                headers.set(name, span.value(i));
            }
        }
    }

    /** 16 hex digits that are not all zero. */
    private static String hex() {
        String digits = Long.toHexString(ThreadLocalRandom.current().nextLong() | 1);
        return "0".repeat(16 - digits.length()) + digits;
    }
}

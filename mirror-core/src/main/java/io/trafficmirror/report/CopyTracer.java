// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import java.util.Optional;

/**
 * Gives each copy a span of its own in the trace of its request. Safe for concurrent use. What it throws is counted as a fault and costs the copies their
 * spans, and nothing else.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CopyTracer {
    /**
     * The span of the request that is about to be copied, or what is known of it. Called on the request's thread, once for a request with one copy or more;
     * must not block.
     *
     * @return empty: the copies carry the trace context that the client sent
     */
    Optional<RequestSpan> current();

    /** What the spans of copies are children of. Safe for concurrent use. */
    @FunctionalInterface
    interface RequestSpan {
        /**
         * Begins the span of one copy. Called on a thread of the mirror right before the copy leaves, or is transformed; must not block. Not called for a copy
         * whose trace context is not inherited.
         */
        CopySpan begin(MirrorName mirror);
    }
}

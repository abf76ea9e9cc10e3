// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

/**
 * What becomes of {@code traceparent}, {@code tracestate}, {@code b3}, {@code x-b3-*} and {@code baggage} on the copy.
 *
 * @since 0.1.0
 */
public enum TracePolicy {
    /** They travel as received: the copy joins the primary's trace. The default. */
    INHERIT,
    /** They are left out. */
    DROP,
    /** They are replaced by a new root that is not sampled (W3C Trace Context, flags 00). */
    NEW_UNSAMPLED_ROOT
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;

/** How calls end that failed for a reason of ours, also where there is no memory to say so. Stateless. */
final class Ends {
    /** The transport was closed before the call began. */
    static final Outcome.Failed CLOSED = new Outcome.Failed(FailureReason.CLOSED, "the transport is closed");

    /** The transport was closed while the call was under way. */
    static final Outcome.Failed CLOSED_MEANWHILE = new Outcome.Failed(FailureReason.CLOSED, "the transport was closed");

    private static final Outcome.Failed SPEECHLESS =
            new Outcome.Failed(FailureReason.INTERNAL_ERROR, "a fault that could not be described");

    private Ends() {}

    /** Something failed that never should. Never throws. */
    static Outcome.Failed fault(Throwable fault) {
        try {
            return new Outcome.Failed(
                    FailureReason.INTERNAL_ERROR, fault.getClass().getName());
        } catch (Throwable t) {
            return SPEECHLESS;
        }
    }
}

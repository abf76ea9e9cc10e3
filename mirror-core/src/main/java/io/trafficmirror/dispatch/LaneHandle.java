// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.transport.FailureReason;

/** A hold on a copy that a lane has taken over. Safe for concurrent use. */
public final class LaneHandle {
    private final Flight flight;

    LaneHandle(Flight flight) {
        this.flight = flight;
    }

    /** Gives the copy up, also in the middle of it. No effect after its end. */
    public void abort(FailureReason reason, String detail) {
        flight.abort(reason, detail);
    }
}

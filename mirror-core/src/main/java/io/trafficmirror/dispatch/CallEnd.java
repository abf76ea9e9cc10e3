// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;

/** How a copy ended. Immutable. */
public sealed interface CallEnd {
    /** A fault of ours hit it before it was sent. */
    Dropped DROPPED_BY_FAULT = new Dropped(DropReason.INTERNAL_ERROR);

    /** A fault of ours hit it while it was sent. */
    Failed FAILED_BY_FAULT = new Failed(new Outcome.Failed(FailureReason.INTERNAL_ERROR, "fault"));

    /** It was given up before it was sent. */
    record Dropped(DropReason reason) implements CallEnd {}

    /** It was sent, and no response came. */
    record Failed(Outcome.Failed outcome) implements CallEnd {}

    /** The shadow answered. */
    record Answered(Outcome.Answered outcome) implements CallEnd {}

    /** The end of a copy that was sent. */
    static CallEnd ofSent(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            return new Answered(answered);
        }
        if (outcome instanceof Outcome.Failed failed) {
            return new Failed(failed);
        }
        return new Failed(new Outcome.Failed(FailureReason.INTERNAL_ERROR, "unsendable after sending"));
    }

    /** The end of a copy of which the transport never told that it began: a drop where nothing was tried, else as if it had been sent. */
    static CallEnd ofUnsent(Outcome outcome) {
        if (outcome instanceof Outcome.Unsendable) {
            return new Dropped(DropReason.UNSENDABLE);
        }
        if (!(outcome instanceof Outcome.Failed failed)) {
            return ofSent(outcome);
        }
        return switch (failed.reason()) {
            case CLOSED -> new Dropped(DropReason.CLOSED);
            case STREAM_OVERRUN -> new Dropped(DropReason.STREAM_OVERRUN);
            case BYTE_BUDGET -> new Dropped(DropReason.BYTE_BUDGET);
            case BODY_CUT -> new Dropped(DropReason.BODY_INCOMPLETE);
            case INTERNAL_ERROR -> new Dropped(DropReason.INTERNAL_ERROR);
            case TIMEOUT -> new Dropped(DropReason.QUEUE_EXPIRED);
            case DNS, CONNECT, TLS, RESET, PROTOCOL, STUCK -> new Failed(failed);
        };
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;

/** What end of a copy a transport's outcome is, by whether it had told that it began. Stateless. */
enum OutcomeReader implements Outcome.Cases<CallEnd> {
    /** It had. */
    SENT {
        @Override
        public CallEnd failed(Outcome.Failed outcome) {
            return new CallEnd.Failed(outcome);
        }

        @Override
        public CallEnd unsendable(Outcome.Unsendable outcome) {
            return new CallEnd.Failed(new Outcome.Failed(FailureReason.INTERNAL_ERROR, "unsendable after sending"));
        }
    },

    /** It had not. */
    UNSENT {
        @Override
        public CallEnd failed(Outcome.Failed outcome) {
            return switch (outcome.reason()) {
                case CLOSED -> new CallEnd.Dropped(DropReason.CLOSED);
                case STREAM_OVERRUN -> new CallEnd.Dropped(DropReason.STREAM_OVERRUN);
                case BYTE_BUDGET -> new CallEnd.Dropped(DropReason.BYTE_BUDGET);
                case BODY_CUT -> new CallEnd.Dropped(DropReason.BODY_INCOMPLETE);
                case INTERNAL_ERROR -> new CallEnd.Dropped(DropReason.INTERNAL_ERROR);
                case TIMEOUT -> new CallEnd.Dropped(DropReason.QUEUE_EXPIRED);
                case DNS, CONNECT, TLS, RESET, PROTOCOL, STUCK -> new CallEnd.Failed(outcome);
            };
        }

        @Override
        public CallEnd unsendable(Outcome.Unsendable outcome) {
            return new CallEnd.Dropped(DropReason.UNSENDABLE);
        }
    };

    @Override
    public CallEnd answered(Outcome.Answered outcome) {
        return new CallEnd.Answered(outcome);
    }
}

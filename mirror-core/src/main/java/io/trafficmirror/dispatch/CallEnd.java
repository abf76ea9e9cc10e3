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

    /**
     * What is made of an end, by its kind. A new kind is a new method here, so that the compiler finds who has forgotten it.
     *
     * @param <R> what is made
     */
    interface Cases<R> {
        /** Of a drop. */
        R dropped(DropReason reason);

        /** Of a failure. */
        R failed(Outcome.Failed outcome);

        /** Of a response. */
        R answered(Outcome.Answered outcome);
    }

    /** Counts ends. Each call changes one counter. Safe for concurrent use. */
    interface Counter {
        /** A copy that had begun was given up. */
        void dropped(DropReason reason);

        /** A copy was sent and no response came. */
        void failed(FailureReason reason);

        /** The shadow answered with this status. */
        void answered(int status);
    }

    /** What these cases make of it. */
    <R> R match(Cases<R> cases);

    /** Counts it; allocates nothing. */
    void countIn(Counter counter);

    /** It was given up before it was sent. */
    record Dropped(DropReason reason) implements CallEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropped(reason);
        }

        @Override
        public void countIn(Counter counter) {
            counter.dropped(reason);
        }
    }

    /** It was sent, and no response came. */
    record Failed(Outcome.Failed outcome) implements CallEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.failed(outcome);
        }

        @Override
        public void countIn(Counter counter) {
            counter.failed(outcome.reason());
        }
    }

    /** The shadow answered. */
    record Answered(Outcome.Answered outcome) implements CallEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answered(outcome);
        }

        @Override
        public void countIn(Counter counter) {
            counter.answered(outcome.status());
        }
    }

    /** The end of a copy that was sent. */
    static CallEnd ofSent(Outcome outcome) {
        return outcome.match(OutcomeReader.SENT);
    }

    /** The end of a copy of which the transport never told that it began: a drop where nothing was tried, else as if it had been sent. */
    static CallEnd ofUnsent(Outcome outcome) {
        return outcome.match(OutcomeReader.UNSENT);
    }

    /** As what a copy that is being sent is aborted when its body is cut for this reason. */
    static FailureReason whenCut(DropReason reason) {
        return switch (reason) {
            case STREAM_OVERRUN -> FailureReason.STREAM_OVERRUN;
            case BYTE_BUDGET -> FailureReason.BYTE_BUDGET;
            case INTERNAL_ERROR -> FailureReason.INTERNAL_ERROR;
            case BODY_TOO_LARGE, BODY_UNREAD, BODY_INCOMPLETE, BODY_ABORTED, EXCHANGE_EXPIRED, CLOSED ->
                FailureReason.BODY_CUT;
            // None of these befalls a body that is being sent already.
            case PAUSED,
                    ALREADY_MIRRORED,
                    NOT_COPYABLE,
                    RAMP_UP,
                    RATE_CAP,
                    BREAKER_OPEN,
                    CPU_BUDGET,
                    QUEUE_FULL,
                    QUEUE_EXPIRED,
                    FORM_PARSED,
                    MULTIPART_PARSED,
                    STATUS_NOT_WANTED,
                    TRANSFORM_FAILED,
                    UNSENDABLE -> FailureReason.BODY_CUT;
        };
    }
}

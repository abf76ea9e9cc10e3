// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

import java.util.Objects;

/**
 * How a copy ended that was handed to a transport. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Outcome {
    /**
     * What is made of an outcome, by its kind. A new kind is a new method here, so that the compiler finds who has forgotten it.
     *
     * @param <R> what is made
     */
    interface Cases<R> {
        /** Of a response. */
        R answered(Answered outcome);

        /** Of a failure. */
        R failed(Failed outcome);

        /** Of a copy that can't be sent. */
        R unsendable(Unsendable outcome);
    }

    /** What these cases make of it. */
    <R> R match(Cases<R> cases);

    /**
     * The shadow answered.
     *
     * @param status the final status, 200..999
     * @param bodyBytes bytes of content that were read, 0 or more
     * @param truncated whether reading stopped at the cap, before the end
     */
    record Answered(int status, long bodyBytes, boolean truncated) implements Outcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answered(this);
        }
    }

    /**
     * The shadow did not answer.
     *
     * @param reason why
     * @param detail one line for a log; holds no field value and no content. What no log can show is replaced, what is too long cut
     */
    record Failed(FailureReason reason, String detail) implements Outcome {
        /** Refuses nulls. */
        public Failed {
            Objects.requireNonNull(reason, "reason");
            detail = LogText.of(detail);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.failed(this);
        }
    }

    /**
     * The transport can't send this request as it is; nothing of it was sent.
     *
     * @param why one line for a log, treated as the detail of a failure is
     */
    record Unsendable(String why) implements Outcome {
        /** Refuses null. */
        public Unsendable {
            why = LogText.of(why);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unsendable(this);
        }
    }
}

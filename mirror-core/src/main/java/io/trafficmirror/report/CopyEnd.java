// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.transport.FailureReason;
import java.util.Objects;

/**
 * How a copy ended. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface CopyEnd {
    /**
     * It was given up before anything was sent.
     *
     * @param reason why
     */
    record Dropped(DropReason reason) implements CopyEnd {
        /** Refuses null. */
        public Dropped {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It was sent, and no whole response came.
     *
     * @param reason why
     * @param detail one line; holds no field value and no content
     * @param timing from the first work on the wire to the end
     */
    record Failed(FailureReason reason, String detail, Timing timing) implements CopyEnd {
        /** Refuses nulls. */
        public Failed {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
            Objects.requireNonNull(timing, "timing");
        }
    }

    /**
     * A response came.
     *
     * @param response what came
     */
    record Answered(Response response) implements CopyEnd {
        /** Refuses null. */
        public Answered {
            Objects.requireNonNull(response, "response");
        }
    }
}

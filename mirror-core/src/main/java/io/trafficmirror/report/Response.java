// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.http.ResponseHead;
import java.util.Objects;
import java.util.Optional;

/**
 * A response of the primary, a shadow or a control, as far as it could be had. Immutable.
 *
 * @param head status and fields; empty if the status was never known
 * @param fieldsKept whether the head holds the fields; false: the byte budget had no room for them, or every copy was dropped before
 *     the primary was over, and the head holds none
 * @param body the content, or why it could not be had
 * @param timing when it began and ended
 * @since 0.1.0
 */
public record Response(Optional<ResponseHead> head, boolean fieldsKept, HeldBody body, Timing timing) {
    /** Refuses nulls. */
    public Response {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(timing, "timing");
    }
}

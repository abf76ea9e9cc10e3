// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;

/**
 * A copy on its way to a shadow, as the lane sees it. The lane calls either {@link #dropped}, or {@link #sent} and then
 * {@link #ended}; each at most once, and one of {@code dropped} and {@code ended} always. None of them throws or blocks.
 */
public interface LaneCopy {
    /** Composes the request, on a thread of the transport. */
    ShadowRequest compose();

    /** Whether its body is still being read by the application. */
    default boolean isStreamed() {
        return false;
    }

    /** Given up before anything was sent. */
    void dropped(DropReason reason);

    /** Work on the wire begins. */
    void sent();

    /** The shadow's status and fields. */
    void answering(int status, Headers headers);

    /** Content of the shadow's answer, valid during the call; false if no more is wanted. */
    boolean answerBody(ByteBuffer chunk);

    /**
     * How it ended.
     *
     * @param nanos time since {@link #sent}
     */
    void ended(Outcome outcome, long nanos);
}

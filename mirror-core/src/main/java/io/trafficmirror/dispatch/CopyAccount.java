// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import java.nio.ByteBuffer;

/**
 * What a {@link CopyCall} is to the rest of the mirror: how it is composed, counted and told. {@link #selected}, {@link #sent},
 * {@link #count} and {@link #followsLoss} change one counter each and nothing else, so that each either has happened or has not; {@link #over} may be called again
 * if it threw. No method blocks. Safe for concurrent use.
 */
public interface CopyAccount {
    /** What is to be captured, and when. */
    CaptureRules rules();

    /** The copy has begun. */
    void selected();

    /** Composes the request, on a thread of the transport. */
    ShadowRequest compose(Body body, boolean reconstructed);

    /** Work on the wire begins. */
    void sent();

    /** The shadow's status and fields. */
    void responding(int status, Headers headers);

    /** Content of the shadow's response, valid during the call; false if no more is wanted. */
    boolean responseBody(ByteBuffer chunk);

    /** Counts the end. */
    void count(CallEnd end);

    /** It was sent, and an earlier copy of the same key was lost. Before {@link #over}. */
    default void followsLoss() {}

    /** Tells the end to whoever listens. Called once, and not again if it throws. */
    void tell(CallEnd end, long sentAt, long endedAt);

    /**
     * The copy is over and was counted.
     *
     * @param sentAt when work on the wire began, by the mirror's clock; of no meaning for a copy that was dropped
     * @param endedAt when it ended
     */
    void over(CallEnd end, long sentAt, long endedAt);
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.http.ResponseHead;
import java.util.Optional;

/** The wish to see the primary's response. */
public interface ResponseTicket {
    /** Takes the response's body while it is written; {@link BodySink#NONE} if only the head is asked for. */
    BodySink body();

    /** Whether anybody will still look at the response. */
    default boolean isWanted() {
        return true;
    }

    /** A part of the body did not pass. */
    void missed();

    /** The exchange is over. Called once. */
    void ended(Optional<ResponseHead> response);
}

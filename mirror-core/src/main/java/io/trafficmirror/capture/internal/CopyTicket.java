// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;

/**
 * The right to one copy of an exchange: {@link #captured} and then {@link #leave} or {@link #dropped}; or {@link #streaming} and then
 * perhaps {@link #cut}; or {@link #dropped} alone. Each once. None of them blocks, and none throws but an Error of the stack or the
 * heap, upon which {@link #recover} is called later. Safe for concurrent use.
 */
public interface CopyTicket {
    /** What is to be captured, and when. */
    CaptureRules rules();

    /**
     * The request is complete. The copy does not leave yet.
     *
     * @param body its content
     * @param held what holds the content's bytes; a ticket that can use it retains it
     * @param reconstructed whether it was rebuilt from what the container had parsed
     */
    void captured(Body body, ChargedBody held, boolean reconstructed);

    /** The copy may go. */
    void leave();

    /** {@link #captured} and {@link #leave} in one. */
    default void leave(Body body, ChargedBody held, boolean reconstructed) {
        captured(body, held, reconstructed);
        leave();
    }

    /** The first bytes of the body are here and more will follow; the copy goes. */
    void streaming(BodySource body);

    /** A body that was {@link #streaming} won't be complete. */
    void cut(DropReason reason);

    /** There will be no copy. */
    void dropped(DropReason reason);

    /** An Error has broken off a call for this exchange: a copy that is not on its way by now never will be. */
    void recover();
}

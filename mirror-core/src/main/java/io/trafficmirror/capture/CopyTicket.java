// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import io.trafficmirror.http.BodySource;

/**
 * The right to one copy of an exchange. Exactly one of {@link #captured}, {@link #streaming} and {@link #dropped} is called, once;
 * none of them throws or blocks.
 */
public interface CopyTicket {
    /** What is to be captured, and when. */
    CaptureRules rules();

    /**
     * The request is complete.
     *
     * @param body its content; the ticket holds it from now on and releases it
     * @param reconstructed whether it was rebuilt from what the container had parsed
     */
    void captured(SharedBytes body, boolean reconstructed);

    /** The first bytes of the body are here and more will follow. */
    void streaming(BodySource body);

    /** A body that was {@link #streaming} won't be complete. */
    void cut(DropReason reason);

    /** There will be no copy. */
    void dropped(DropReason reason);
}

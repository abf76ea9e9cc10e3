// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

import io.trafficmirror.copy.ShadowRequest;
import org.jspecify.annotations.Nullable;

/**
 * A copy that waits to be sent. It is composed late, on the transport's thread, so that no request thread pays for it.
 *
 * @since 0.1.0
 */
public interface OutboundCopy {
    /**
     * Composes the request. Called at most once, on a thread of the transport, when the transport is ready to begin.
     *
     * @return null if the copy has been given up meanwhile; the transport then forgets it and calls nothing
     */
    @Nullable
    ShadowRequest request();

    /**
     * Whether the application is still reading the body that this copy carries, so that a slow transport loses it. May be
     * asked at any time.
     */
    default boolean isStreamed() {
        return false;
    }
}

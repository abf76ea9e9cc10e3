// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

import io.trafficmirror.http.Headers;
import java.nio.ByteBuffer;

/**
 * Is told how one call goes. Called by one thread of the transport at a time, in the order of the methods below; never throws and
 * never blocks.
 *
 * @since 0.1.0
 */
public interface CallListener {
    /** The request is sendable and work on the wire begins: connecting, or writing. At most once. */
    void onSending();

    /** The final status and its fields; interim responses are not told. At most once. */
    void onHeaders(int status, Headers headers);

    /**
     * Content of the response, valid during the call only.
     *
     * @return false if no more is wanted: the transport then drains up to its cap, or closes the connection
     */
    boolean onBody(ByteBuffer chunk);

    /**
     * The end. Exactly once, whatever happens, also after {@link ShadowCall#abort} and {@link ShadowTransport#close}; the only
     * exception is a copy whose {@link OutboundCopy#request()} was null.
     */
    void onDone(Outcome outcome);
}

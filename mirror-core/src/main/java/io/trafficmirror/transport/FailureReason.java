// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

import java.util.Locale;

/**
 * Why a sent copy got no response.
 *
 * @since 0.1.0
 */
public enum FailureReason {
    /** The name did not resolve. */
    DNS,
    /** Refused, unreachable, or the connect timeout. */
    CONNECT,
    /** The TLS handshake failed. */
    TLS,
    /** The deadline over the whole exchange. */
    TIMEOUT,
    /** The connection ended before the response did. */
    RESET,
    /** The response is not HTTP, or breaks a limit. */
    PROTOCOL,
    /** The streamed body arrived faster than the shadow took it. */
    STREAM_OVERRUN,
    /** The mirror's byte budget had no room for more of a streamed body. */
    BYTE_BUDGET,
    /** The primary's client or application gave up a streamed body half-way. */
    BODY_CUT,
    /** Given up at shutdown. */
    CLOSED,
    /** The transport never came back, even after it was told to abort. */
    STUCK,
    /** A fault in this library or in a transport. */
    INTERNAL_ERROR;

    /** The name as a metric tag: lower case with underscores. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

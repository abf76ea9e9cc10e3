// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

/**
 * A moment in the life of an exchange, seen from the shadow, at which something may go wrong. In order of time.
 *
 * @since 0.1.0
 */
public enum Phase {
    /** The connection was accepted; nothing was read, and there was no TLS handshake. */
    ON_ACCEPT,
    /** The request's head was read, nothing of its body. */
    AFTER_REQUEST_HEAD,
    /** A part of the request's body was read: half, at most 64 KiB, or one byte of a chunked one. */
    INSIDE_REQUEST_BODY,
    /** The whole request was read, nothing was answered. */
    AFTER_REQUEST,
    /** A part of the status line was sent. */
    INSIDE_STATUS_LINE,
    /** The status line and a part of a header line were sent. */
    INSIDE_RESPONSE_HEADERS,
    /** The head and half of the body were sent. */
    INSIDE_RESPONSE_BODY,
    /** A whole answer was sent. */
    AFTER_RESPONSE
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

/**
 * How the end of a message's body is found (RFC 9112 section 6.3).
 *
 * @since 0.1.0
 */
public enum Framing {
    /** No body. */
    NONE,
    /** By {@code Content-Length}. */
    LENGTH,
    /** By the chunked transfer coding. */
    CHUNKED,
    /** By the end of the connection; responses only. */
    UNTIL_CLOSE
}

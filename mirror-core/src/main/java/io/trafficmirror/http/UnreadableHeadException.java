// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

/**
 * The head of a request can't be had as it came, or at no price that a request may have. Copies of it are dropped as unsendable. Immutable.
 *
 * @since 0.1.0
 */
public final class UnreadableHeadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says why it is not read. */
    public UnreadableHeadException(String message) {
        super(message);
    }

    /** Says what it was that the server could not show. */
    public UnreadableHeadException(String message, Throwable cause) {
        super(message, cause);
    }
}

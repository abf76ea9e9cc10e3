// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

/** A response that is not HTTP/1.1, or that breaks a limit. Has no stack trace: it is an outcome, not a fault of ours. */
final class BadResponse extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, in words that hold nothing of the response. */
    BadResponse(String what) {
        super(what, null, false, false);
    }

    /** What is wrong. */
    String what() {
        return String.valueOf(getMessage());
    }
}

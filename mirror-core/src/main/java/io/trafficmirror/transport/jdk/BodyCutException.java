// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import java.io.IOException;

/** What the client is told, and tells us in turn, when a streamed body ends before its end. */
final class BodyCutException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyCutException() {
        super("the streamed body ended before its end");
    }
}

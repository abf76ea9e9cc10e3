// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import java.io.Serial;

/** What a transformation of the user's own has thrown: told in the log, and nowhere else. */
final class TransformFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TransformFailure(Throwable cause) {
        super("A copy was dropped because its transformation failed", cause);
    }
}

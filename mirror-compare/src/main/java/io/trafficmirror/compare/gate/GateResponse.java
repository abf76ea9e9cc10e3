// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import java.util.Objects;

/**
 * What a gate answers. Immutable.
 *
 * @param status 200, 401, 404, 405 or 412; never a status of the 5xx class, for clients of gates drop the reason of those and try again
 * @param contentType the media type of the body
 * @param body the text
 * @since 0.1.0
 */
public record GateResponse(int status, String contentType, String body) {
    /** Refuses nulls. */
    public GateResponse {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(body, "body");
    }
}

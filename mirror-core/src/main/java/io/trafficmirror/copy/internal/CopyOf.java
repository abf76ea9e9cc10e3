// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy.internal;

import io.trafficmirror.http.Body;
import io.trafficmirror.http.RequestHead;
import java.util.Objects;

/**
 * What a copy is made of. Immutable.
 *
 * @param head the request as received
 * @param body its content as captured
 * @param reconstructed whether the content was rebuilt from what the container had parsed
 * @param id ties the copy to its exchange
 * @param number 1 for the first copy of the request, 2 for the second …; 0 if there is only one
 */
public record CopyOf(RequestHead head, Body body, boolean reconstructed, String id, int number) {
    /** Refuses nulls. */
    public CopyOf {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(id, "id");
    }

    /** The only copy of a request. */
    public static CopyOf of(RequestHead head, Body body, String id) {
        return new CopyOf(head, body, false, id, 0);
    }
}

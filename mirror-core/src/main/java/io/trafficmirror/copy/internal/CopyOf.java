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
 * @param content where the content comes from
 * @param id ties the copy to its exchange
 * @param number 1 for the first copy of the request, 2 for the second …; 0 if there is only one
 */
public record CopyOf(RequestHead head, Body body, Content content, String id, int number) {
    /** Where the content of a copy comes from. */
    public enum Content {
        /** As the primary got it. */
        AS_RECEIVED,
        /** Rebuilt from what the container had parsed. */
        RECONSTRUCTED,
        /** There was some, and the copy is to have none. */
        OMITTED
    }

    /** Refuses nulls. */
    public CopyOf {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(id, "id");
    }

    /** The only copy of a request. */
    public static CopyOf of(RequestHead head, Body body, String id) {
        return new CopyOf(head, body, Content.AS_RECEIVED, id, 0);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.compare.document.Refusal;
import java.util.Locale;

/**
 * Why nothing can be said of two responses. Such an exchange is counted, and judged neither way.
 *
 * @since 0.1.0
 */
public enum NotComparedReason {
    /** The copy was given up before it was sent. */
    DROPPED,
    /** The copy was ended by this side: a closing mirror, a body that the client cut, a budget. */
    ABANDONED,
    /** An earlier copy of the same ordering key was lost, so that the service may not be in the primary's state. */
    AFTER_LOSS,
    /** The primary's status is not known. */
    NO_PRIMARY,
    /** There was no room for the fields of a response. */
    NO_FIELDS,
    /** The primary's body was not seen. */
    BODY_NOT_SEEN,
    /** The primary's body is larger than what is kept, and so may be the other. */
    BODY_TOO_LARGE,
    /** There was no room for a body. */
    BYTE_BUDGET,
    /** A body has more values than are looked at, nests deeper, or holds something too long. */
    TOO_COMPLEX,
    /** A content coding or charset that can't be decoded here. */
    UNKNOWN_CODING,
    /** A fault in this library. */
    INTERNAL_ERROR;

    /** The name as a tag: lower case with underscores. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NotComparedReason of(Refusal refusal) {
        return switch (refusal) {
            case TOO_LARGE -> BODY_TOO_LARGE;
            case TOO_MANY_NODES, TOO_DEEP, TOO_LONG, MALFORMED -> TOO_COMPLEX;
            case UNKNOWN_CODING -> UNKNOWN_CODING;
        };
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.util.Locale;

/**
 * Why a body was not made a {@link Document}: the exchange is then counted as not compared, and never judged by a part.
 *
 * @since 0.1.0
 */
public enum Refusal {
    /** It is not what its media type says: not well-formed. */
    MALFORMED,
    /** More bytes than the limit, also once decoded. */
    TOO_LARGE,
    /** More values than the limit. */
    TOO_MANY_NODES,
    /** Nested deeper than the limit. */
    TOO_DEEP,
    /** A name or a number longer than the limit. */
    TOO_LONG,
    /** A content coding or charset that can't be decoded here. */
    UNKNOWN_CODING;

    /** The name as a tag: lower case with underscores. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

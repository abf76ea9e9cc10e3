// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import java.util.Locale;

/**
 * Why observers were not shown an exchange that one of them wanted to see.
 *
 * @since 0.1.0
 */
public enum UnobservedReason {
    /** So much is held that nothing is left for observation: copies come first. */
    BYTE_BUDGET,
    /** Observers were too slow. */
    QUEUE_FULL,
    /** The mirror was closed. */
    CLOSED,
    /** A fault in this library. */
    INTERNAL_ERROR;

    /** The name as a metric tag: lower case with underscores. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

/**
 * A range of the primary's statuses. Immutable.
 *
 * @param from the lowest status that is in, 100..999
 * @param to the highest status that is in, {@code from}..999
 * @since 0.1.0
 */
public record StatusCondition(int from, int to) {
    /** Any status. */
    public static final StatusCondition ANY = new StatusCondition(100, 999);

    /** Checks the range. */
    public StatusCondition {
        if (from < 100 || to > 999 || from > to) {
            throw new IllegalArgumentException("status: must be a range within 100..999, was " + from + ".." + to);
        }
    }

    /** Whether this status is in. */
    public boolean accepts(int status) {
        return status >= from && status <= to;
    }
}

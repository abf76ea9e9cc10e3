// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

/**
 * When two responses that are compared were given. Immutable.
 *
 * @param nowMillis about when, in milliseconds of the epoch: a time near it is told from other numbers
 * @param spanMillis from the beginning of the first to the end of the last, 0 or more: so far apart are times that both services wrote down meanwhile
 * @since 0.1.0
 */
public record ExchangeTime(long nowMillis, long spanMillis) {
    /** Refuses a span below 0. */
    public ExchangeTime {
        if (spanMillis < 0) {
            throw new IllegalArgumentException("spanMillis: must be 0 or more, was " + spanMillis);
        }
    }
}

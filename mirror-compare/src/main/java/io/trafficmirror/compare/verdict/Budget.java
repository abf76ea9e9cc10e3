// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

/**
 * What one route may do. Immutable.
 *
 * @param excess the largest share of exchanges in which the shadow may differ beyond what the control does, above 0 and below 1
 * @param slower how many times as often as the control the shadow may exceed the latency threshold, 1 to 1000
 * @since 0.1.0
 */
public record Budget(double excess, double slower) {
    /** Checks the ranges. */
    public Budget {
        Checks.between(excess, 0, 1, "excess");
        if (!(slower >= 1 && slower <= 1000)) {
            throw new IllegalArgumentException("slower: must be 1..1000, was " + slower);
        }
    }
}

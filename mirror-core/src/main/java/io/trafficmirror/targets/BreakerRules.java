// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.targets;

import java.time.Duration;
import java.util.Objects;

/**
 * When a target's circuit breaker opens, and how it closes again. Immutable.
 *
 * @param consecutiveFailures failures in a row that open it, 1 or more
 * @param failurePercent share of failures among the last {@code window} outcomes that opens it, 1..100
 * @param window outcomes that the share is taken over, 1..10000
 * @param probeInterval how long it stays open before one copy is let through; grows with jitter up to {@code maxProbeInterval}
 * @param maxProbeInterval the longest wait between probes, at most 24 h
 * @since 0.1.0
 */
public record BreakerRules(
        int consecutiveFailures, int failurePercent, int window, Duration probeInterval, Duration maxProbeInterval) {
    /** 10 in a row, or half of the last 100; probes after 1 s, up to 10 s apart. */
    public static final BreakerRules DEFAULT =
            new BreakerRules(10, 50, 100, Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** Checks ranges. */
    public BreakerRules {
        if (consecutiveFailures < 1) {
            throw new IllegalArgumentException(
                    "breaker.consecutiveFailures: must be 1 or more, was " + consecutiveFailures);
        }
        if (failurePercent < 1 || failurePercent > 100) {
            throw new IllegalArgumentException("breaker.failurePercent: must be 1..100, was " + failurePercent);
        }
        if (window < 1 || window > 10_000) {
            throw new IllegalArgumentException("breaker.window: must be 1..10000, was " + window);
        }
        Objects.requireNonNull(probeInterval, "breaker.probeInterval");
        Objects.requireNonNull(maxProbeInterval, "breaker.maxProbeInterval");
        if (probeInterval.isNegative() || probeInterval.isZero() || maxProbeInterval.compareTo(probeInterval) < 0) {
            throw new IllegalArgumentException("breaker.probeInterval: must be above 0 and at most maxProbeInterval ("
                    + maxProbeInterval + "), was " + probeInterval);
        }
        if (maxProbeInterval.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "breaker.maxProbeInterval: must be at most 24h, was " + maxProbeInterval);
        }
    }
}

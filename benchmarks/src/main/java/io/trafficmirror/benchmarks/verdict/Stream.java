// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.verdict;

import java.util.SplittableRandom;

/**
 * Exchanges of a shadow and a control, one event at a time: the exchanges between two events in which neither differs are passed over at once, which changes
 * no look. Confined to one thread.
 */
final class Stream {
    private final SplittableRandom random;
    private final double shadowOnly;
    private final double total;
    private final int burst;
    private final long horizon;
    private int left;
    private boolean lastShadow;

    long exchanges;
    long b;
    long c;

    /** With differences of the shadow alone and of the control alone at these rates, coming {@code burst} in a row. */
    Stream(SplittableRandom random, double shadowOnly, double controlOnly, int burst, long horizon) {
        this.random = random;
        this.shadowOnly = shadowOnly;
        this.total = shadowOnly + controlOnly;
        this.burst = burst;
        this.horizon = horizon;
    }

    /** Goes to just before the next exchange in which one differs. False at the horizon. */
    boolean approach() {
        if (left > 0) {
            return exchanges < horizon;
        }
        double gap = Math.floor(Math.log(random.nextDouble()) / Math.log1p(-total / burst));
        exchanges = gap >= horizon - exchanges ? horizon : exchanges + (long) gap;
        return exchanges < horizon;
    }

    /** Takes that exchange. True where it is the shadow that differs. */
    boolean take() {
        if (left == 0) {
            left = burst;
            lastShadow = random.nextDouble() * total < shadowOnly;
        }
        left--;
        exchanges++;
        if (lastShadow) {
            b++;
        } else {
            c++;
        }
        return lastShadow;
    }
}

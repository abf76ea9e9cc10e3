// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Numbers the exchanges of a mirror and names them uniquely, over mirrors and restarts, as far as chance allows. Safe for concurrent use. */
final class ExchangeIds {
    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    ExchangeIds(RandomGenerator random) {
        this.prefix = Long.toString(random.nextLong() & 0xFFFF_FFFF_FFFFL, 36) + "-";
    }

    /** The number of the next exchange. */
    long next() {
        return last.incrementAndGet();
    }

    /** The name of the exchange with this number. */
    String of(long number) {
        return prefix + Long.toString(number, 36);
    }
}

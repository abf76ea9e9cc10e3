// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.atomic.AtomicInteger;

/** What is wrong with a version of the shop; each fault at a share that is exact, so that each run shows the same. Safe for concurrent use. */
final class Faults {
    private static final int ONE_STATUS_IN = 100;
    private static final int ONE_SLOW_IN = 20;
    private static final long SLOW_MILLIS = 80;

    private final boolean planted;
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger quotes = new AtomicInteger();

    private Faults(boolean planted) {
        this.planted = planted;
    }

    static Faults none() {
        return new Faults(false);
    }

    /** A rounded price, a status that nobody knows in 1 % of orders, a lost field, and 5 % of quotes that are slow. */
    static Faults planted() {
        return new Faults(true);
    }

    /** The yen has no decimals: the price of a thing in yen is rounded, although this shop's prices are not. */
    BigDecimal price(BigDecimal price, String currency) {
        return planted && currency.equals("JPY") ? price.setScale(0, RoundingMode.HALF_UP) : price;
    }

    String status(String status) {
        return planted && orders.incrementAndGet() % ONE_STATUS_IN == 0 ? "in_transit" : status;
    }

    boolean hasCacheControl() {
        return !planted;
    }

    /** How long the next quote takes beyond what it must, in milliseconds. */
    long delayMillis() {
        return planted && quotes.incrementAndGet() % ONE_SLOW_IN == 0 ? SLOW_MILLIS : 0;
    }
}

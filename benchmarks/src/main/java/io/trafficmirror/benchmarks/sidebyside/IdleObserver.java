// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.ObservedExchange;

/** Is shown both responses with their bodies, and does nothing with them: what remains is what showing them costs. Stateless. */
final class IdleObserver implements ExchangeObserver {
    private static final int MOST = 128 << 10;

    @Override
    public int maxBodyBytes() {
        return MOST;
    }

    @Override
    public void onExchange(ObservedExchange exchange) {
        // Nothing to see.
    }
}

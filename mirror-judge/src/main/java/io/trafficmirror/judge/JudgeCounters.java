// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of records. Safe for concurrent use. */
final class JudgeCounters {
    private final LongAdder merged = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder reused = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void merged() {
        merged.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void reused() {
        reused.increment();
    }

    void refused() {
        refused.increment();
    }

    JudgeAccount account() {
        return new JudgeAccount(merged.sum(), repeated.sum(), reused.sum(), refused.sum());
    }
}

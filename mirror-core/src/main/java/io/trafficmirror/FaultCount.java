// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts faults of ours that were contained, and logs one a minute. Never throws. Safe for concurrent use. */
final class FaultCount implements Consumer<Throwable> {
    private static final long LINE_NANOS = Duration.ofMinutes(1).toNanos();

    private final MirrorLog log;
    private final LongSupplier clock;
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong nextLine;

    FaultCount(MirrorLog log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
        this.nextLine = new AtomicLong(clock.getAsLong());
    }

    @Override
    public void accept(Throwable fault) {
        faults.incrementAndGet();
        try {
            long now = clock.getAsLong();
            long next = nextLine.get();
            if (now - next >= 0 && nextLine.compareAndSet(next, now + LINE_NANOS)) {
                log.warn("A fault was contained; the application is not affected.", fault);
            }
        } catch (Throwable t) {
            // Nothing is left to tell it to: it was counted.
        }
    }

    long count() {
        return faults.get();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what goes wrong, at most once a minute. Confined to the sink's thread. */
final class SinkLog {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLog.class);
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final String subject;
    private final String meaning;
    private final SinkCounters counters;
    private long warnAgain = System.nanoTime();

    /**
     * A log.
     *
     * @param subject what is sent
     * @param meaning what becomes of it
     */
    SinkLog(String subject, String meaning, SinkCounters counters) {
        this.subject = subject;
        this.meaning = meaning;
        this.counters = counters;
    }

    void warn(String what, Throwable e) {
        if (System.nanoTime() - warnAgain >= 0) {
            warnAgain = System.nanoTime() + QUIET_NANOS;
            tell(what, e);
        }
    }

    /** Never throws: who warns has contained a fault, and goes on. */
    private void tell(String what, Throwable fault) {
        try {
            LOG.warn("{} for Kafka {}; {}. {}", subject, what, counters.account(), meaning, fault);
        } catch (RuntimeException | Error e) {
            // A message that can't be read, or no memory for the line: there is nobody else to tell.
        }
    }
}

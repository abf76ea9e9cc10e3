// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon thread of a sink. Safe for concurrent use. */
final class SinkThread {
    /** How long the end of a sink may take where nothing is said. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(SinkThread.class);
    private static final Duration UNWILLING = Duration.ofSeconds(2);

    /** After a step that was broken off: the next may be, too. */
    private static final Duration REST = Duration.ofMillis(100);

    /** Longer ones would overflow, and are no different to anybody. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Loop loop;
    private final Thread thread;

    private SinkThread(Loop loop, String name) {
        this.loop = loop;
        this.thread = new Thread(this::run, name);
    }

    /** What a sink does, step by step. All but {@code close} is called on its thread. */
    interface Loop {
        boolean isOver();

        /** One step; may be called again whatever it has thrown. */
        void step() throws InterruptedException;

        /** Whatever has happened, the account closes, and no thread of the client is left. */
        void end();

        /** It shall be over within this time. */
        void close(Duration grace);
    }

    static SinkThread start(Loop loop, String name) {
        SinkThread started = new SinkThread(loop, name);
        started.thread.setDaemon(true);
        started.thread.start();
        return started;
    }

    private void run() {
        try {
            while (!loop.isOver()) {
                step();
            }
        } catch (InterruptedException e) {
            LOG.debug("The end was not waited for.", e);
        } finally {
            // What is called at the end must not be interrupted any more.
            var unused = Thread.interrupted();
            loop.end();
        }
    }

    /** Whatever it was, the next step may do: a thread that has ended would lose all that comes. */
    private void step() throws InterruptedException {
        try {
            loop.step();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // what code of others throws without declaring it, too
            tell(e);
            Thread.sleep(REST.toMillis());
        }
    }

    private static void tell(Throwable fault) {
        try {
            LOG.warn("A step of a sink for Kafka was broken off; it goes on.", fault);
        } catch (RuntimeException | Error e) {
            // A message that can't be read, or no memory for the line: there is nobody else to tell.
        }
    }

    /**
     * Tells the loop to end, and waits for it; what doesn't end in time is interrupted.
     *
     * @param given how long it may take; a negative time is none, one above a year is a year
     */
    void close(Duration given) {
        Duration grace = given.isNegative() ? Duration.ZERO : given.compareTo(LONGEST) < 0 ? given : LONGEST;
        loop.close(grace);
        boolean interrupted = false;
        long end = System.nanoTime() + grace.toNanos();
        try {
            thread.join(Math.max(1, grace.toMillis()));
            while (thread.isAlive() && System.nanoTime() - end < UNWILLING.toNanos()) {
                thread.interrupt();
                thread.join(100);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

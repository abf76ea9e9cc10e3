// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.report.internal.MonitorQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Writes a mirror's lines on a thread that does nothing else, so that an appender that blocks harms nobody. Bounded: while it blocks, lines
 * that find no room are lost, and the next one that is written says how many. Safe for concurrent use.
 *
 * <p>The thread lives as long as there is something to write. It is started by {@link #round}, never by whoever has something to say.
 */
final class MirrorLog {
    private static final int CAPACITY = 64;

    private final Logger logger;
    private final Executor writers;
    private final MonitorQueue<Line> waiting = new MonitorQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean writing = new AtomicBoolean();

    private record Line(
            boolean warning, String text, @Nullable Throwable fault) {}

    /**
     * A log without lines.
     *
     * @param writers runs what it is given on a thread of its own
     */
    MirrorLog(Logger logger, Executor writers) {
        this.logger = logger;
        this.writers = writers;
    }

    /** Something is as it should be, again or still. */
    void info(String line) {
        add(new Line(false, line, null));
    }

    /** Something is not as it should be. */
    void warn(String line) {
        add(new Line(true, line, null));
    }

    /** Something threw. */
    void warn(String line, Throwable fault) {
        add(new Line(true, line, fault));
    }

    private void add(Line line) {
        if (!waiting.offer(line)) {
            lost.incrementAndGet();
        }
    }

    /**
     * Has written what waits, if nobody does already. Called now and then; throws what the start of a thread throws, and is then as if it had
     * not been called.
     */
    void round() {
        if (waiting.isEmpty() || !writing.compareAndSet(false, true)) {
            return;
        }
        boolean started = false;
        try {
            writers.execute(this::write);
            started = true;
        } finally {
            if (!started) {
                writing.set(false);
            }
        }
    }

    /** Whether anything waits or is being written. */
    boolean isBusy() {
        return writing.get() || !waiting.isEmpty();
    }

    private void write() {
        try {
            for (Line line = waiting.poll(); line != null; line = waiting.poll()) {
                try {
                    write(line);
                } catch (Throwable t) {
                    // An appender's fault: there is no other log to tell it to. The next line says that one is missing.
                    lost.incrementAndGet();
                }
            }
        } finally {
            writing.set(false);
        }
    }

    private void write(Line line) {
        long missing = lost.getAndSet(0);
        String text = missing == 0 ? line.text() : line.text() + " (" + missing + " other lines were lost)";
        if (line.fault() != null) {
            logger.warn(text, line.fault());
        } else if (line.warning()) {
            logger.warn("{}", text);
        } else {
            logger.info("{}", text);
        }
    }
}

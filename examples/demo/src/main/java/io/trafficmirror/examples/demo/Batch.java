// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A part of the load, worked off by several clients, each of which takes the next request that is due. Safe for concurrent use.
 *
 * <p>A latency runs from the moment a request was due, or was taken if that was before: a client that is late because the answer
 * before took long does not hide the wait, and a timer that fires late does not add to it.
 */
final class Batch implements Callable<Void> {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1) / 600;
    private static final Mix MIX = new Mix();

    private final URI server;
    private final boolean filtered;
    private final int from;
    private final int to;
    private final boolean counts;
    private final Measured measured;
    private final AtomicInteger next;
    private final long start = System.nanoTime();

    /**
     * Requests {@code from..to-1}.
     *
     * @param counts whether latencies are recorded
     */
    Batch(URI server, boolean filtered, int from, int to, boolean counts, Measured measured) {
        this.server = server;
        this.filtered = filtered;
        this.from = from;
        this.to = to;
        this.counts = counts;
        this.measured = measured;
        this.next = new AtomicInteger(from);
    }

    @Override
    public Void call() {
        for (int number = next.getAndIncrement();
                number < to && !Thread.currentThread().isInterrupted(); ) {
            number = connected(number);
        }
        return null;
    }

    /** Sends over one connection from this request on, until all are sent or one fails; the next to be sent. */
    private int connected(int first) {
        int number = first;
        try (Connection connection = new Connection(server)) {
            while (number < to && !Thread.currentThread().isInterrupted()) {
                long begin = awaitDue(number);
                send(number, connection, begin);
                number = next.getAndIncrement();
            }
            return number;
        } catch (IOException e) {
            measured.error(e.toString());
            return next.getAndIncrement();
        }
    }

    private long awaitDue(int number) {
        long due = start + (number - from) * INTERVAL_NANOS;
        boolean early = System.nanoTime() < due;
        while (System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return early ? System.nanoTime() : due;
    }

    private void send(int number, Connection connection, long begin) throws IOException {
        if (filtered) {
            measured.filtered(Mix.kind(number));
        }
        int status = connection.exchange(MIX.message(number));
        if (status != 200) {
            measured.error("status " + status);
        }
        if (counts) {
            measured.latency(filtered, System.nanoTime() - begin);
        }
    }
}

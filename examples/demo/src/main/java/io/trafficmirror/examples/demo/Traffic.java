// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Asks the shop at a steady rate until it is closed. Safe for concurrent use. A latency is measured as in {@link Batch}. */
final class Traffic implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final URI server;
    private final long intervalNanos;
    private final long start = System.nanoTime();
    private final AtomicInteger next = new AtomicInteger();
    private final Recorder latencies = new Recorder(LONGEST_NANOS, 3);
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean closed;

    private Traffic(URI server, int perSecond) {
        this.server = server;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Begins, with so many requests a second, 1 or more. */
    static Traffic start(URI server, int perSecond) {
        Traffic traffic = new Traffic(server, perSecond);
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(traffic::work, "demo-client-" + i);
            traffic.clients.add(client);
            client.start();
        }
        return traffic;
    }

    private void work() {
        while (!closed) {
            try (Connection connection = new Connection(server)) {
                while (!closed) {
                    int number = next.getAndIncrement();
                    long begin = awaitDue(number);
                    if (!closed) {
                        int status = connection.exchange(ShopMix.message(number));
                        latencies.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - begin));
                        if (status != 200) {
                            error("status " + status);
                        }
                    }
                }
            } catch (IOException e) {
                error(e.toString());
            }
        }
    }

    private long awaitDue(int number) {
        long due = start + number * intervalNanos;
        boolean early = System.nanoTime() < due;
        while (System.nanoTime() < due && !closed) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return early ? System.nanoTime() : due;
    }

    private void error(String what) {
        errors.incrementAndGet();
        firstError.compareAndSet(null, what);
    }

    /** How many requests were sent, or are about to be. */
    int requests() {
        return next.get();
    }

    long errors() {
        return errors.get();
    }

    Optional<String> firstError() {
        return Optional.ofNullable(firstError.get());
    }

    /** The latencies since this was asked for last, in nanoseconds. */
    Histogram latencies() {
        return latencies.getIntervalHistogram();
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        closed = true;
        for (Thread client : clients) {
            LockSupport.unpark(client);
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}

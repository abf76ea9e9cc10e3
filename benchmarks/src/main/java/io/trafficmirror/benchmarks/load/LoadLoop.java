// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** One run of a {@link Load}. Confined to the thread that drives it. */
final class LoadLoop implements AutoCloseable {
    private static final long HIGHEST_MICROS = 600_000_000L;
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long SPIN_NANOS = 100_000;

    private final Load load;
    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Histogram latencies = new Histogram(HIGHEST_MICROS, 3);
    private final long start;
    private final long from;
    private final long to;
    private final double gap;
    private long scheduled;
    private long answered;
    private long sent;
    private long errors;

    LoadLoop(Load load) throws IOException {
        this.load = load;
        for (int i = 0; i < load.connections(); i++) {
            Connection connection = new Connection(selector, load.port(), load.request());
            connections.add(connection);
            idle.add(connection);
        }
        start = System.nanoTime();
        from = start + (long) (load.leadSeconds() * 1e9);
        to = from + (long) (load.seconds() * 1e9);
        gap = load.perSecond() > 0 ? 1e9 / load.perSecond() : 0;
    }

    /** When the window opens, as {@link System#nanoTime} counts. */
    long from() {
        return from;
    }

    /** When it shuts. */
    long to() {
        return to;
    }

    /** Until the window has shut and is no longer looked at. */
    Load.Result drive(BooleanSupplier watched) throws IOException {
        while (System.nanoTime() - to < 0 || watched.getAsBoolean()) {
            if (load.perSecond() > 0) {
                sendWhatIsDue();
                awaitTheNext();
            } else {
                for (Connection next = idle.poll(); next != null; next = idle.poll()) {
                    send(next, System.nanoTime());
                }
                selector.select(this::ready, 100);
            }
        }
        return settle();
    }

    private void sendWhatIsDue() {
        long now = System.nanoTime();
        while (due() - now <= 0 && !idle.isEmpty()) {
            send(idle.pop(), due());
            scheduled++;
        }
    }

    private long due() {
        return start + (long) (scheduled * gap);
    }

    /** Answers are noticed as they come, where the pause is long enough to sleep in the selector; else within some 0.1 ms. */
    private void awaitTheNext() throws IOException {
        if (selector.selectNow(this::ready) > 0) {
            return;
        }
        long wait = due() - System.nanoTime();
        boolean waiting = idle.size() < connections.size();
        if (idle.isEmpty() || (waiting && wait > 1_200_000)) {
            selector.select(this::ready, 1);
        } else if (waiting && wait > 20_000) {
            LockSupport.parkNanos(Math.max(10_000, Math.min(wait - 10_000, 50_000)));
        } else if (wait > SPIN_NANOS) {
            LockSupport.parkNanos(wait - SPIN_NANOS);
        }
    }

    private void send(Connection connection, long due) {
        sent++;
        try {
            connection.send(due);
        } catch (IOException e) {
            broken(connection);
        }
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            int complete = connection.ready();
            if (complete < 0) {
                broken(connection);
            } else if (complete > 0) {
                answered(connection);
            }
        } catch (IOException e) {
            broken(connection);
        }
    }

    private void answered(Connection connection) {
        long now = System.nanoTime();
        if (now - from >= 0 && now - to < 0) {
            answered++;
        }
        record(connection.due(), now);
        errors += connection.takeErrors();
        connection.answered();
        idle.push(connection);
    }

    /** At a rate, what was due in the window; at saturation, what was under way in it. */
    private void record(long due, long now) {
        boolean begun = load.perSecond() > 0 ? due - from >= 0 : now - from >= 0;
        if (begun && due - to < 0) {
            latencies.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, now - due) / 1000));
        }
    }

    /** One error; the connection is opened anew, or lost if nobody listens. */
    private void broken(Connection connection) {
        errors++;
        if (connection.isWaiting()) {
            record(connection.due(), System.nanoTime());
        }
        connection.close();
        connections.remove(connection);
        idle.remove(connection);
        try {
            Connection fresh = new Connection(selector, load.port(), load.request());
            connections.add(fresh);
            idle.add(fresh);
        } catch (IOException e) {
            // Counted already: from now on there is a connection less.
        }
    }

    private Load.Result settle() throws IOException {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        while (idle.size() < connections.size() && System.nanoTime() - patience < 0) {
            selector.select(this::ready, 20);
        }
        long now = System.nanoTime();
        for (Connection connection : connections) {
            if (connection.isWaiting()) {
                errors++;
                record(connection.due(), now);
            }
        }
        long unsent = 0;
        if (load.perSecond() > 0) {
            for (; due() - to < 0; scheduled++) {
                record(due(), now);
                unsent += due() - from >= 0 ? 1 : 0;
            }
        }
        return new Load.Result(answered, answered / load.seconds(), sent, errors, unsent, latencies);
    }

    @Override
    public void close() throws IOException {
        connections.forEach(Connection::close);
        selector.close();
    }
}

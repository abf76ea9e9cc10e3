// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Drives a server over keep-alive connections from one thread. At a rate it is open: each request has its moment, and its latency
 * counts from that moment, whether or not a connection was free, so that a stall is not hidden by the requests it held up.
 */
final class Load implements AutoCloseable {
    private static final long HIGHEST_MICROS = 60_000_000L;
    private static final long SETTLE_NANOS = 2_000_000_000L;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final byte[] request;
    private Histogram latencies = new Histogram(HIGHEST_MICROS, 3);
    private long answered;
    private long errors;

    private static final class Connection {
        final SocketChannel channel;
        final RequestCounter answers = new RequestCounter();
        final ByteBuffer out;
        SelectionKey key;
        long due;

        Connection(SocketChannel channel, byte[] request) {
            this.channel = channel;
            this.out = ByteBuffer.allocateDirect(request.length).put(request).flip();
            this.key = null;
        }
    }

    /**
     * What one run saw.
     *
     * @param perSecond answers in a second
     * @param errors answers that were no success, and connections that broke
     * @param micros latencies in microseconds
     */
    record Result(double perSecond, long errors, Histogram micros) {}

    Load(int port, byte[] request, int connectionCount) throws IOException {
        this.request = request.clone();
        this.selector = Selector.open();
        for (int i = 0; i < connectionCount; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel, this.request);
            connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
            idle.add(connection);
        }
    }

    /** As much as the connections carry, each sending again as soon as it is answered. */
    Result saturate(double seconds) throws IOException {
        begin();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            for (Connection next = idle.poll(); next != null; next = idle.poll()) {
                send(next, System.nanoTime());
            }
            selector.select(this::ready, 100);
        }
        return settle(start, end);
    }

    /** So many requests a second, evenly spaced. */
    Result paced(double perSecond, double seconds) throws IOException {
        begin();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        double gap = 1e9 / perSecond;
        long scheduled = 0;
        for (long now = start; now < end; now = System.nanoTime()) {
            while (start + (long) (scheduled * gap) <= now && !idle.isEmpty()) {
                send(idle.pop(), start + (long) (scheduled * gap));
                scheduled++;
            }
            if (selector.selectNow(this::ready) == 0) {
                long wait = start + (long) (scheduled * gap) - System.nanoTime();
                if (wait > 20_000 || idle.isEmpty()) {
                    LockSupport.parkNanos(Math.max(10_000, Math.min(wait - 10_000, 50_000)));
                }
            }
        }
        return settle(start, end);
    }

    private void begin() {
        latencies = new Histogram(HIGHEST_MICROS, 3);
        answered = 0;
        errors = 0;
    }

    private Result settle(long start, long end) throws IOException {
        double perSecond = answered / ((end - start) / 1e9);
        long patience = System.nanoTime() + SETTLE_NANOS;
        while (idle.size() < connections.size() && System.nanoTime() < patience) {
            selector.select(this::ready, 20);
        }
        errors += connections.size() - idle.size();
        return new Result(perSecond, errors, latencies);
    }

    private void send(Connection connection, long due) throws IOException {
        connection.due = due;
        connection.out.rewind();
        write(connection);
    }

    private void write(Connection connection) throws IOException {
        connection.channel.write(connection.out);
        connection.key.interestOps(
                connection.out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                write(connection);
            }
            if (key.isReadable()) {
                int complete = connection.answers.read(connection.channel);
                if (complete > 0) {
                    latencies.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - connection.due) / 1000));
                    answered++;
                    idle.push(connection);
                } else if (complete < 0) {
                    errors++;
                    key.cancel();
                }
                if (connection.answers.sawError()) {
                    errors++;
                }
            }
        } catch (IOException e) {
            errors++;
            key.cancel();
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }
}

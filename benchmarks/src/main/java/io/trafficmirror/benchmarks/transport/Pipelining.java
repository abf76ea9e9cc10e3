// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import io.trafficmirror.benchmarks.nginx.Nginx;
import io.trafficmirror.benchmarks.paper.Spread;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what HTTP/1.1 pipelining (RFC 9112, section 9.3.2) could save a transport at most: batches of small requests to nginx, in turn with a
 * connection for each request and with one connection for all, by the CPU time of the thread that sends and reads. No code of the library runs.
 */
public final class Pipelining {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int BATCH = 10;
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 2;
    private static final double SECONDS = 2;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** How long a batch is under way before the thread looks for responses, as the transport does it. */
    private static final long LOOK_NANOS = 1_000_000;

    private static final byte[] REQUEST = """
            GET /orders/17?expand=items HTTP/1.1
            Host: shop.example
            User-Agent: benchmark/1.0
            Accept: application/json
            Authorization: Bearer 0123456789abcdef0123456789abcdef
            X-Request-Id: 6f1c2f7e-5d39-4d0c-9b31-0c8f6a7d2b11

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private Pipelining() {}

    /** Prints, for 500 and 5,000 requests a second, the microseconds of both ways and their ratio: medians with their intervals of 95 %. */
    public static void main(String[] args) throws IOException {
        if (!Nginx.isThere()) {
            System.err.println("nginx is not installed (Debian's package nginx-light)");
            System.exit(2);
        }
        try (Nginx shadow = NoContent.plain();
                Sender apart = new Sender(shadow.port(), BATCH, 1);
                Sender together = new Sender(shadow.port(), 1, BATCH)) {
            for (int perSecond : new int[] {500, 5_000}) {
                compare(apart, together, perSecond);
            }
        }
    }

    private static void compare(Sender apart, Sender together, int perSecond) throws IOException {
        double[] first = new double[ROUNDS];
        double[] second = new double[ROUNDS];
        double[] ratio = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double a = apart.microsEach(perSecond);
            double b = together.microsEach(perSecond);
            b = (b + together.microsEach(perSecond)) / 2;
            a = (a + apart.microsEach(perSecond)) / 2;
            if (round >= 0) {
                first[round] = a;
                second[round] = b;
                ratio[round] = b / a;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d/s, batches of %d: a connection each %s us, one connection %s us, ratio %s%n",
                perSecond,
                BATCH,
                Spread.of(first).interval("%.1f"),
                Spread.of(second).interval("%.1f"),
                Spread.of(ratio).interval("%.2f"));
    }

    /** Sends batches over some connections, and reads the responses. Confined to one thread. */
    private static final class Sender implements AutoCloseable {
        private final Selector selector = Selector.open();
        private final SocketChannel[] connections;
        private final ByteBuffer out;
        private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);

        Sender(int port, int connections, int requestsEach) throws IOException {
            this.connections = new SocketChannel[connections];
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Answers());
                this.connections[i] = channel;
            }
            out = ByteBuffer.allocateDirect(REQUEST.length * requestsEach);
            for (int i = 0; i < requestsEach; i++) {
                out.put(REQUEST);
            }
        }

        /** Microseconds of this thread for each request and its response. */
        double microsEach(int perSecond) throws IOException {
            int batches = (int) (SECONDS * perSecond / BATCH);
            long interval = 1_000_000_000L * BATCH / perSecond;
            long due = System.nanoTime();
            long before = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < batches; i++, due += interval) {
                LockSupport.parkNanos(due - System.nanoTime());
                for (SocketChannel connection : connections) {
                    connection.write(out.rewind());
                    if (out.hasRemaining()) {
                        throw new IOException("a batch did not fit into the socket");
                    }
                }
                awaitAnswers();
            }
            return (THREADS.getCurrentThreadCpuTime() - before) / 1000.0 / batches / BATCH;
        }

        private void awaitAnswers() throws IOException {
            long patience = System.nanoTime() + PATIENCE_NANOS;
            for (int missing = BATCH; missing > 0; ) {
                if (System.nanoTime() - patience > 0) {
                    throw new IOException("nginx does not answer");
                }
                LockSupport.parkNanos(LOOK_NANOS);
                selector.selectNow();
                for (SelectionKey key : selector.selectedKeys()) {
                    missing -= ((Answers) key.attachment()).read((SocketChannel) key.channel(), in);
                }
                selector.selectedKeys().clear();
            }
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel connection : connections) {
                connection.close();
            }
            selector.close();
        }
    }

    /** Counts responses without content by the ends of their heads. */
    private static final class Answers {
        private int matched;

        int read(SocketChannel channel, ByteBuffer in) throws IOException {
            if (channel.read(in.clear()) < 0) {
                throw new EOFException("nginx has closed a connection");
            }
            int ends = 0;
            for (in.flip(); in.hasRemaining(); ) {
                byte octet = in.get();
                matched = octet == END[matched] ? matched + 1 : octet == END[0] ? 1 : 0;
                if (matched == END.length) {
                    ends++;
                    matched = 0;
                }
            }
            return ends;
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Clients that send batches of requests down kept connections and check every answer. Safe for concurrent use. */
final class SoakClients {
    private static final int CLIENTS = 4;
    private static final List<Integer> BATCH = List.of(0, 100, 0, 5000, 0, 1, 0, 300, 0, 100, 0, 0, 0, 20_000, 0, 100);

    private final int port;
    private final long gapNanos;
    private final byte[] batch = batch();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();

    /** Clients that together send at most so many requests a second. */
    SoakClients(int port, double perSecond) {
        this.port = port;
        this.gapNanos = (long) (1e9 * BATCH.size() * CLIENTS / perSecond);
    }

    private static byte[] batch() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int length : BATCH) {
            String head = length == 0
                    ? "GET /item?id=17 HTTP/1.1\r\nHost: soak.example\r\nAccept: */*\r\n\r\n"
                    : "POST /item HTTP/1.1\r\nHost: soak.example\r\nContent-Length: " + length + "\r\n\r\n";
            out.writeBytes(head.getBytes(US_ASCII));
            out.writeBytes(new byte[length]);
        }
        return out.toByteArray();
    }

    /** Goes on until so many requests were answered in all, or until then. */
    void serve(long total, long until) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> send(total, until), "soak-client-" + i);
            clients.add(client);
            client.start();
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    private void send(long total, long until) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
            long next = System.nanoTime();
            while (answered.get() < total && System.nanoTime() - until < 0) {
                LockSupport.parkNanos(next - System.nanoTime());
                next += gapNanos;
                socket.getOutputStream().write(batch);
                for (int length : BATCH) {
                    check(in, length);
                }
            }
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    private void check(InputStream in, int length) throws IOException {
        String status = line(in);
        int size = 0;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            if (field.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                size = Integer.parseInt(field.substring(15).strip());
            }
        }
        String body = new String(in.readNBytes(size), US_ASCII);
        if (status.startsWith("HTTP/1.1 200") && body.equals(Integer.toString(length))) {
            answered.incrementAndGet();
        } else {
            fail(status + " with " + body + " for " + length + " bytes");
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(40);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the primary closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void fail(String what) {
        errors.incrementAndGet();
        firstError.compareAndSet(null, what);
    }

    long answered() {
        return answered.get();
    }

    long errors() {
        return errors.get();
    }

    Optional<String> firstError() {
        return Optional.ofNullable(firstError.get());
    }
}

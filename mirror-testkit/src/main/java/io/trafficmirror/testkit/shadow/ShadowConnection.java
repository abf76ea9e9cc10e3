// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import io.trafficmirror.testkit.http.WireInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection, plain or TLS: what a behaviour can do to its bytes and to its end. Confined to its thread, but for
 * {@link #close()}, by which any thread ends it at once, whatever it is waiting in.
 */
final class ShadowConnection implements Closeable {
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final int POLL_MS = 50;

    private final int number;
    private final Socket raw;
    private final @Nullable SSLSocket tls;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final WireInput in;
    private final OutputStream out;
    private volatile boolean draining;
    private boolean handshaken;
    private long sent;

    /** {@code tls}, when not null, lies over {@code raw}. */
    ShadowConnection(int number, Socket raw, @Nullable SSLSocket tls) throws IOException {
        this.number = number;
        this.raw = raw;
        this.tls = tls;
        raw.setTcpNoDelay(true);
        Socket top = tls == null ? raw : tls;
        this.in = new WireInput(top.getInputStream());
        this.out = top.getOutputStream();
        this.handshaken = tls == null;
    }

    int number() {
        return number;
    }

    WireInput in() {
        return in;
    }

    long sent() {
        return sent;
    }

    void handshake() throws IOException {
        if (tls != null) {
            tls.startHandshake();
        }
        handshaken = true;
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
        out.flush();
        sent += count;
    }

    /**
     * Waits, and notices meanwhile when the client ends the connection, unless more arrived than the input buffer holds.
     *
     * @throws IOException when the connection ended
     */
    void pause(Duration duration) throws IOException {
        pause(duration, handshaken ? in : null);
    }

    /** Waits until the connection ends. */
    void silence() throws IOException {
        WireInput listened = handshaken ? in : new WireInput(raw.getInputStream());
        while (true) {
            pause(Duration.ofDays(1), listened);
        }
    }

    /** Lets a silent connection take in and forget what arrives, so that it notices its end. Any thread. */
    void drain() {
        draining = true;
    }

    private void pause(Duration duration, @Nullable WireInput listened) throws IOException {
        long deadline = System.nanoTime() + duration.toNanos();
        long left = duration.toNanos();
        while (left > 0) {
            int millis = (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left) + 1);
            if (listened != null && draining) {
                listened.drain();
            }
            if (listened != null && listened.hasRoom()) {
                listenFor(millis, listened);
            } else if (awaitClosed(Math.min(millis, POLL_MS))) {
                throw new IOException("closed");
            }
            left = deadline - System.nanoTime();
        }
    }

    private void listenFor(int millis, WireInput listened) throws IOException {
        raw.setSoTimeout(millis);
        try {
            if (!listened.fill()) {
                throw new IOException("the client closed");
            }
        } catch (SocketTimeoutException e) {
            // The pause is over.
        } finally {
            if (!raw.isClosed()) {
                raw.setSoTimeout(0);
            }
        }
    }

    private boolean awaitClosed(int millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends the connection with a RST. */
    void reset() throws IOException {
        raw.setSoLinger(true, 0);
        close();
    }

    /** Ends the connection with a FIN (TLS: close_notify before it), also when not all that arrived was read. */
    void closeCleanly() throws IOException {
        if (tls != null && handshaken) {
            tls.shutdownOutput();
        }
        raw.shutdownOutput();
        // A close with unread input would become a RST: take in what still comes, for a while.
        long deadline = System.nanoTime() + LINGER.toNanos();
        byte[] ignored = new byte[16 * 1024];
        raw.setSoTimeout((int) LINGER.toMillis());
        try {
            int count;
            do {
                count = raw.getInputStream().read(ignored);
            } while (count >= 0 && System.nanoTime() < deadline);
        } catch (SocketTimeoutException e) {
            // The client keeps its side open: not our affair any more.
        }
        close();
    }

    /** Ends the connection at once, the way the system does. Idempotent; any thread. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        raw.close();
    }
}

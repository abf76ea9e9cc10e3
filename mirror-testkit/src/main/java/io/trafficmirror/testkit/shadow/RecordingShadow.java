// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import io.trafficmirror.testkit.Signal;
import io.trafficmirror.testkit.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A shadow service for tests: an HTTP/1.1 server on raw sockets of the loopback address that records requests byte for byte and
 * answers as its {@link Behaviour} says, however badly. Safe for concurrent use.
 *
 * <p>It keeps the last requests, within bounds, and exact counts of all. One daemon thread serves each connection; {@link #close()}
 * leaves no thread and no socket.
 *
 * @since 0.1.0
 */
public final class RecordingShadow implements AutoCloseable {
    private final ShadowSettings settings;
    private final Signal signal = new Signal();
    private final Ledger ledger;
    private final ListeningPort port;
    private final Threads threads;
    private final Set<ShadowConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong heads = new AtomicLong();
    private final AtomicInteger failedHandshakes = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();
    private volatile Behaviour behaviour = Answer.ok();

    RecordingShadow(ShadowSettings settings) throws IOException {
        this.settings = settings;
        this.ledger = new Ledger(settings.keepRequests(), settings.keepBytes(), signal);
        this.port = new ListeningPort(this::accepted);
        this.threads = new Threads("recording-shadow-" + port.address().getPort());
        port.accept();
    }

    /** Starts one with the default settings: plain, answering 200. */
    public static RecordingShadow start() {
        return ShadowSettings.defaults().start();
    }

    /** The port it listens on, the same for its whole life. */
    public int port() {
        return port.address().getPort();
    }

    public InetSocketAddress address() {
        return port.address();
    }

    /** Its URL without a path: {@code http://127.0.0.1:port}, or https. */
    public URI uri() {
        return URI.create((settings.tls() == null ? "http" : "https") + "://127.0.0.1:" + port());
    }

    /** From now on, requests whose first byte was not yet seen are treated so. */
    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** Listens again, on the same port, after {@link #refuse()} or {@link #blackhole()}. */
    public void accept() {
        change(port::accept);
    }

    /** Goes down: ends all connections and stops listening, so that connects are refused. */
    public void refuse() {
        change(port::refuse);
        hangUp();
    }

    /**
     * Becomes unreachable: ends all connections and leaves new connects hanging, by a backlog that is full. Known to work on Linux.
     *
     * @throws UncheckedIOException where the system answers a full backlog in another way
     */
    public void blackhole() {
        change(port::blackhole);
        hangUp();
    }

    /** Ends all connections that are open now, at once. */
    public void hangUp() {
        for (ShadowConnection connection : open) {
            change(connection::close);
        }
    }

    /**
     * Makes the open connections that are silent take in and forget what arrives, so that those whose client has closed behind much unread
     * data are seen to be closed. Nothing is answered.
     */
    public void drain() {
        open.forEach(ShadowConnection::drain);
    }

    /** The recorded requests, oldest first; only the last ones when there were more than are kept. */
    public List<RecordedRequest> requests() {
        return ledger.recent();
    }

    /** Number of recorded requests, those no longer kept included. */
    public long requestCount() {
        return ledger.total();
    }

    /** Number of recorded requests by method; beyond 100,000 methods, those are summed up as {@code (other)}. */
    public Map<String, Long> countsByMethod() {
        return ledger.methods();
    }

    /** Number of recorded requests by raw target; beyond 100,000 targets, those are summed up as {@code (other)}. */
    public Map<String, Long> countsByTarget() {
        return ledger.targets();
    }

    /** Number of recorded requests by connection number; beyond 100,000 connections, those are summed up as 0. */
    public Map<Integer, Long> countsByConnection() {
        return ledger.connections();
    }

    /** Forgets the recorded requests and their counts. Connections keep their numbers. */
    public void forget() {
        ledger.clear();
    }

    /** Number of connections accepted since the start. */
    public int connections() {
        return accepted.get();
    }

    /** Number of connections that neither side is known to have ended. */
    public int openConnections() {
        return open.size();
    }

    /** Number of TLS handshakes that failed. */
    public int failedHandshakes() {
        return failedHandshakes.get();
    }

    /**
     * Waits until {@code count} requests are recorded, and returns {@link #requests()}, which may by then be more.
     *
     * @throws AssertionError when they are not within the time; it says what did arrive
     */
    public List<RecordedRequest> awaitRequests(long count, Duration atMost) {
        require(() -> ledger.total() >= count, atMost, count + " requests");
        return requests();
    }

    /** Waits until {@code count} request heads were read since the start; their bodies may still be on their way. */
    public void awaitHeads(long count, Duration atMost) {
        require(() -> heads.get() >= count, atMost, count + " request heads");
    }

    /** Waits until {@code count} connections were accepted since the start. */
    public void awaitConnections(int count, Duration atMost) {
        require(() -> accepted.get() >= count, atMost, count + " connections");
    }

    /** Waits until {@code count} TLS handshakes failed. */
    public void awaitFailedHandshakes(int count, Duration atMost) {
        require(() -> failedHandshakes.get() >= count, atMost, count + " failed handshakes");
    }

    /** Waits until no connection is open. */
    public void awaitNoOpenConnections(Duration atMost) {
        require(open::isEmpty, atMost, "no open connection");
    }

    /**
     * Ends everything: afterwards there is no socket and no thread of it. Idempotent.
     *
     * @throws AssertionError when a behaviour failed with anything but an {@link IOException}: the test has a defect
     */
    @Override
    public void close() {
        change(port::close);
        hangUp();
        threads.close();
        Throwable thrown = defect.getAndSet(null);
        if (thrown != null) {
            throw new AssertionError("a behaviour of the shadow failed", thrown);
        }
    }

    private void accepted(Socket socket) {
        try {
            int number = accepted.incrementAndGet();
            ShadowConnection connection = new ShadowConnection(number, socket, settings.layTls(socket));
            open.add(connection);
            threads.run(() -> serve(connection));
        } catch (IOException e) {
            // The client was gone before it was looked at.
            change(socket::close);
        } finally {
            signal.changed();
        }
    }

    private void serve(ShadowConnection connection) {
        try (connection) {
            Behaviour onAccept = behaviour;
            boolean more = onAccept.actsOnAccept()
                    ? exchange(connection, onAccept)
                    : shakeHands(connection) && connection.in().awaitByte();
            while (more) {
                more = exchange(connection, behaviour) && connection.in().awaitByte();
            }
        } catch (IOException e) {
            // The connection has ended: what was to be recorded is recorded.
        } catch (Throwable e) {
            defect.compareAndSet(null, e);
        } finally {
            open.remove(connection);
            signal.changed();
        }
    }

    private boolean shakeHands(ShadowConnection connection) {
        try {
            connection.handshake();
            return true;
        } catch (IOException e) {
            failedHandshakes.incrementAndGet();
            return false;
        }
    }

    private boolean exchange(ShadowConnection connection, Behaviour behaviour) throws IOException {
        ShadowExchange exchange = new ShadowExchange(connection, ledger, this::headRead, settings.keepBody());
        try {
            behaviour.answer(exchange);
            return exchange.finish();
        } finally {
            exchange.record();
        }
    }

    private void headRead() {
        heads.incrementAndGet();
        signal.changed();
    }

    private void require(BooleanSupplier condition, Duration atMost, String wanted) {
        if (!signal.await(condition, atMost)) {
            throw new AssertionError("expected " + wanted + " within " + atMost + ", but there were " + summary());
        }
    }

    private String summary() {
        List<RecordedRequest> recorded = requests();
        List<RecordedRequest> last = recorded.subList(Math.max(0, recorded.size() - 20), recorded.size());
        String text = ledger.total() + " requests, " + heads.get() + " request heads, " + accepted.get()
                + " connections (" + open.size() + " open), " + failedHandshakes.get() + " failed handshakes";
        String failure = defect.get() == null ? "" : "; a behaviour failed: " + defect.get();
        return text + failure + last.stream().map(request -> "\n  " + request).collect(Collectors.joining());
    }

    private static void change(IoAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface IoAction {
        void run() throws IOException;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends by {@link HttpClient#send} on threads of the mirror, one for each call under way: no future of the JDK, whose callbacks
 * run in the application's common pool, is used. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class JdkTransport implements ShadowTransport {
    private static final Duration THREAD_IDLE = Duration.ofSeconds(30);
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final TransportSettings settings;
    private final RestrictedHeaders restricted = RestrictedHeaders.probe();
    private final ThreadPoolExecutor senders;

    /** What the client runs its own work on; never rejects, which would end the client for good. */
    private final ThreadPoolExecutor clientWork;

    private final Clients clients;
    private final StreamSlots streams;
    private final Set<JdkCall> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private JdkTransport(TransportSettings settings) {
        this.settings = settings;
        this.senders = pool(settings.maxConnections(), settings);
        this.clientWork = pool(1, settings);
        this.streams = new StreamSlots(settings.maxConnections());
        this.clients = new Clients(() -> new LazyClient(settings, clientWork));
    }

    /** Opens a transport for each target. */
    public static Factory factory() {
        return JdkTransport::new;
    }

    private static ThreadPoolExecutor pool(int threads, TransportSettings settings) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                THREAD_IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                settings.threads());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.of(Capability.STREAMING_BODY, Capability.HTTP2);
        if (restricted.hostIsAllowed()) {
            capabilities.add(Capability.HOST_OVERRIDE);
        }
        return capabilities;
    }

    @Override
    public ShadowCall start(OutboundCopy copy, CallListener listener) {
        JdkCall call = new JdkCall(copy, listener, clients, clientWork, settings, restricted, streams, this::over);
        underWay.add(call);
        try {
            senders.execute(call);
        } catch (RejectedExecutionException e) {
            call.abort(FailureReason.CLOSED, "the transport is closed");
        } catch (Throwable t) {
            // Above all: no thread can be had.
            call.abort(FailureReason.INTERNAL_ERROR, t.getClass().getName());
        }
        if (closed) {
            call.abort(FailureReason.CLOSED, "the transport is closed");
        }
        return call;
    }

    private void over(JdkCall call) {
        underWay.remove(call);
        if (!call.hasBegun()) {
            senders.remove(call);
        }
    }

    @Override
    public int openConnections() {
        return -1;
    }

    /**
     * As said there, but for one thing: below JDK 21 a client can't be told to close, so that its idle connections and its one
     * selector thread stay until the garbage collector has found the client.
     */
    @Override
    public void close(Duration grace) {
        closed = true;
        senders.shutdown();
        boolean interrupted = await(senders, grace);
        underWay.forEach(call -> call.abort(FailureReason.CLOSED, "closed"));
        senders.shutdownNow();
        interrupted |= await(senders, LAST_WAIT);
        clients.close();
        clientWork.shutdown();
        interrupted |= await(clientWork, LAST_WAIT);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the threads to end; true if an interrupt, which is cleared, cut that short. */
    private static boolean await(ThreadPoolExecutor pool, Duration atMost) {
        try {
            Duration bounded = atMost.compareTo(LONGEST_WAIT) < 0 ? atMost : LONGEST_WAIT;
            return pool.awaitTermination(bounded.toNanos(), TimeUnit.NANOSECONDS) && Thread.interrupted();
        } catch (InterruptedException e) {
            return true;
        }
    }
}

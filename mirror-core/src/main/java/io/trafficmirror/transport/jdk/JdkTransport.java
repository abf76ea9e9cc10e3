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
 */
public final class JdkTransport implements ShadowTransport {
    private static final Duration THREAD_IDLE = Duration.ofSeconds(30);

    private final TransportSettings settings;
    private final RestrictedHeaders restricted = RestrictedHeaders.probe();
    private final ThreadPoolExecutor senders;

    /** What the client runs its own work on; never rejects, which would end the client for good. */
    private final ThreadPoolExecutor clientWork;

    private final LazyClient client;
    private final Set<JdkCall> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private JdkTransport(TransportSettings settings) {
        this.settings = settings;
        this.senders = pool(settings.maxConnections(), settings);
        this.clientWork = pool(1, settings);
        this.client = new LazyClient(settings, clientWork);
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
        JdkCall call = new JdkCall(copy, listener, client, settings, restricted, underWay::remove);
        underWay.add(call);
        try {
            senders.execute(call);
        } catch (RejectedExecutionException e) {
            call.abort(FailureReason.CLOSED, "the transport is closed");
            call.run();
        }
        if (closed) {
            call.abort(FailureReason.CLOSED, "the transport is closed");
        }
        return call;
    }

    @Override
    public int openConnections() {
        return -1;
    }

    @Override
    public void close(Duration grace) {
        closed = true;
        senders.shutdown();
        boolean interrupted = !await(senders, grace);
        underWay.forEach(call -> call.abort(FailureReason.CLOSED, "closed"));
        senders.shutdownNow().forEach(Runnable::run);
        interrupted |= !await(senders, Duration.ofSeconds(1));
        client.close();
        clientWork.shutdown();
        interrupted |= !await(clientWork, Duration.ofSeconds(1));
        if (interrupted && Thread.interrupted()) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(ThreadPoolExecutor pool, Duration atMost) {
        try {
            return pool.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A shadow, a transport to it, and every call that was made; {@link #close} checks what holds for any transport after any story:
 * one end for each call, events in order, no thread left, nor a socket where the transport knows its sockets. Confined to one test.
 *
 * @since 0.1.0
 */
public final class TransportRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingShadow shadow;
    private final ContractThreads threads = new ContractThreads();
    private final Target target;
    private final ShadowTransport transport;
    private final List<HeardCall> calls = new CopyOnWriteArrayList<>();

    private TransportRig(ShadowTransport.Factory factory, Setup setup) {
        shadow = setup.shadow.start();
        target = new Target(setup.client == null ? "http" : "https", setup.host, shadow.port());
        transport = factory.open(new TransportSettings(
                target,
                setup.maxConnections,
                setup.connectTimeout,
                setup.maxResponseBytes,
                Optional.ofNullable(setup.client),
                false,
                Optional.empty(),
                threads));
    }

    /** How a rig is set up. Immutable. */
    public record Setup(
            ShadowSettings shadow,
            @Nullable SSLContext client,
            String host,
            int maxConnections,
            Duration connectTimeout,
            long maxResponseBytes) {
        /** In the clear, 4 connections, 10 s to connect, 1 MiB of each answer. */
        public static final Setup PLAIN =
                new Setup(ShadowSettings.defaults(), null, "127.0.0.1", 4, Duration.ofSeconds(10), 1 << 20);

        /** Through TLS, to {@code localhost}. */
        public static Setup tls(SSLContext server, SSLContext client) {
            return new Setup(
                    ShadowSettings.defaults().tls(server), client, "localhost", 4, Duration.ofSeconds(10), 1 << 20);
        }

        /** The same with another shadow. */
        public Setup shadow(ShadowSettings other) {
            return new Setup(other, client, host, maxConnections, connectTimeout, maxResponseBytes);
        }

        /** The same with another name for the shadow. */
        public Setup host(String other) {
            return new Setup(shadow, client, other, maxConnections, connectTimeout, maxResponseBytes);
        }

        /** The same with so many connections at most. */
        public Setup maxConnections(int other) {
            return new Setup(shadow, client, host, other, connectTimeout, maxResponseBytes);
        }

        /** The same with that time to connect. */
        public Setup connectTimeout(Duration other) {
            return new Setup(shadow, client, host, maxConnections, other, maxResponseBytes);
        }

        /** The same with so many bytes read of an answer. */
        public Setup maxResponseBytes(long other) {
            return new Setup(shadow, client, host, maxConnections, connectTimeout, other);
        }

        /** Opens a shadow and a transport to it. */
        public TransportRig open(ShadowTransport.Factory factory) {
            return new TransportRig(factory, this);
        }
    }

    /** A rig in the clear. */
    public static TransportRig plain(ShadowTransport.Factory factory) {
        return Setup.PLAIN.open(factory);
    }

    /** The shadow. */
    public RecordingShadow shadow() {
        return shadow;
    }

    /** The transport. */
    public ShadowTransport transport() {
        return transport;
    }

    /** Threads of the transport that run or wait, now. */
    public List<Thread> liveThreads() throws InterruptedException {
        return threads.alive(Duration.ZERO);
    }

    /** Whether this thread was made for the transport. */
    public boolean isOfTransport(Thread thread) {
        return threads.made(thread);
    }

    /** Whether the transport claims all of these. */
    public boolean can(Capability... all) {
        return transport.capabilities().containsAll(List.of(all));
    }

    /** Whether what the transport sends can be told to the byte. */
    public boolean isExact() {
        return can(
                Capability.HOST_OVERRIDE, Capability.RAW_TARGET, Capability.RAW_HEADER_BYTES, Capability.HEADER_ORDER);
    }

    /** A request to the shadow under its own name. */
    public ShadowRequest request(String method, String rawTarget, Headers headers, Body body) {
        return new ShadowRequest(target, method, rawTarget, target.authority(), headers, body);
    }

    /** A GET without fields of its own. */
    public ShadowRequest get(String rawTarget) {
        return request("GET", rawTarget, Headers.empty(), Body.NONE);
    }

    /** A POST of these bytes. */
    public ShadowRequest post(String rawTarget, byte[] content) {
        return request("POST", rawTarget, Headers.empty(), Body.of(content));
    }

    /** Starts a call. */
    public HeardCall start(ShadowRequest request) {
        return start(() -> request, new HeardCall(Long.MAX_VALUE));
    }

    /** Starts a call of this copy. */
    public HeardCall start(OutboundCopy copy, HeardCall listener) {
        calls.add(listener);
        listener.of(transport.start(copy, listener));
        return listener;
    }

    /** Makes a call and waits for its end. */
    public Outcome send(ShadowRequest request) {
        return start(request).outcome();
    }

    /** An ordinary exchange that must go well. */
    public void sendOrdinary() {
        shadow.behave(Answer.ok());
        HeardCall heard = start(get("/ordinary"));
        assertThat(heard.outcome()).isEqualTo(new Outcome.Answered(200, 7, false));
        assertThat(heard.body()).asString().isEqualTo("shadow\n");
    }

    @Override
    public void close() {
        try {
            transport.close(Duration.ZERO);
            for (HeardCall call : calls) {
                call.outcome();
                assertThat(String.join(",", call.events())).matches("(sending,)?(headers \\d+,)?(body,)?done");
                assertThat(call.threads()).as("threads of listener").allMatch(this::mayCall);
            }
            assertThat(threads.alive(PATIENCE)).as("threads left").isEmpty();
            int left = transport.openConnections();
            assertThat(left).as("connections left").isLessThanOrEqualTo(0);
            if (left == 0) {
                shadow.drain();
                shadow.awaitNoOpenConnections(PATIENCE);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        } finally {
            shadow.close();
        }
    }

    /** A thread of the transport, or that of the test: who starts a call after the end hears so at once. */
    private boolean mayCall(Thread thread) {
        return threads.made(thread) || thread == Thread.currentThread();
    }
}

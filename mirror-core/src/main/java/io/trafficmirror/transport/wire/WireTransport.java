// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Sends copies over HTTP/1.1, in the clear or through TLS, from one thread that never blocks: exact bytes, any {@code Host}, few
 * connections, little CPU. Safe for concurrent use.
 *
 * <p>A request with an idempotent method that dies on a connection used before, without a byte of a response, is sent once more
 * on a new one; others never are. While calls are frequent they leave together,
 * up to 20 ms late, and the time at which a response is noticed may lag by up to 4 ms.
 *
 * @since 0.1.0
 */
public final class WireTransport implements ShadowTransport {
    /** Without {@link Capability#NO_SILENT_RETRY}: an idempotent request may arrive twice. */
    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.HOST_OVERRIDE,
            Capability.RAW_TARGET,
            Capability.RAW_HEADER_BYTES,
            Capability.HEADER_ORDER,
            Capability.STREAMING_BODY,
            Capability.LETS_GO_OF_BODY));

    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final Offload lookups;
    private final Offload handshakes;
    private final EventLoop loop;

    /** {@code lookup} finds the addresses of the target's host. */
    WireTransport(TransportSettings settings, Lookup lookup) {
        if (settings.proxy().isPresent()) {
            throw new IllegalArgumentException("proxy: the wire transport has none; allowed: empty, was "
                    + settings.proxy().get());
        }
        lookups = new Offload(settings.threads());
        handshakes = new Offload(settings.threads());
        loop = new EventLoop(settings, context(settings), lookup, lookups, handshakes);
        loop.start();
    }

    /** Opens transports of this kind. Their settings must have no proxy; HTTP/2 is never spoken. */
    public static ShadowTransport.Factory factory() {
        return settings -> new WireTransport(settings, InetAddress::getAllByName);
    }

    private static Optional<SSLContext> context(TransportSettings settings) {
        if (!settings.target().isTls() || settings.ssl().isPresent()) {
            return settings.target().isTls() ? settings.ssl() : Optional.empty();
        }
        try {
            return Optional.of(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM's default TLS context can't be made", e);
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ShadowCall start(OutboundCopy copy, CallListener listener) {
        WireCall call = new WireCall(loop, copy, listener);
        loop.offer(call);
        return call;
    }

    @Override
    public int openConnections() {
        return loop.pool().openConnections();
    }

    /** Requests that were sent once more, on a new connection, because theirs had gone stale. */
    long retries() {
        return loop.pool().retries();
    }

    @Override
    public void close(Duration grace) {
        boolean interrupted = loop.close(grace.isNegative() ? Duration.ZERO : grace);
        interrupted |= lookups.close(LAST_WAIT);
        interrupted |= handshakes.close(LAST_WAIT);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

import io.trafficmirror.targets.Target;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;

/**
 * What a transport is told about its target. Immutable.
 *
 * @param target where the shadow listens
 * @param maxConnections connections at once, 1 or more; the dispatcher never starts more calls than that
 * @param connectTimeout for TCP and TLS together
 * @param maxResponseBytes content read of one response, 0 or more; at the cap the response counts as truncated and its connection is
 *     closed
 * @param ssl the TLS context; empty: the JVM's default. Names are always verified
 * @param http2 whether HTTP/2 may be spoken
 * @param proxy an HTTP proxy; empty: none, whatever the JVM's properties say
 * @param threads makes every thread of the transport: daemon, named, without the application's context class loader
 * @since 0.1.0
 */
public record TransportSettings(
        Target target,
        int maxConnections,
        Duration connectTimeout,
        long maxResponseBytes,
        Optional<SSLContext> ssl,
        boolean http2,
        Optional<InetSocketAddress> proxy,
        ThreadFactory threads) {
    /** Checks ranges. */
    public TransportSettings {
        Objects.requireNonNull(target, "target");
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections: must be 1 or more, was " + maxConnections);
        }
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        if (maxResponseBytes < 0) {
            throw new IllegalArgumentException("maxResponseBytes: must be 0 or more, was " + maxResponseBytes);
        }
        Objects.requireNonNull(ssl, "ssl");
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(threads, "threads");
    }
}

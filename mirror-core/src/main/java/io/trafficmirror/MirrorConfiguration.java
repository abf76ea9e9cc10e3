// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.copy.CopyMarks;
import io.trafficmirror.report.CopyTracer;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.ShadowTransport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * What a mirror is given at its building and keeps for its life. Immutable.
 *
 * @param limits the bounds over all copies
 * @param marks the fields that mark a copy
 * @param transport makes the transport of HTTP/1.1 targets
 * @param jdkTransport makes the transport of targets that may speak HTTP/2 or are reached through a proxy
 * @param ssl the TLS contexts of targets that have one of their own
 * @param proxies the HTTP proxies of targets that are reached through one
 * @param listeners hear events
 * @param observers see exchanges
 * @param tracer gives copies spans, if there is one
 * @param mirrors changes each mirror of each route that is put in force
 * @param clock counts nanoseconds, as {@link System#nanoTime}
 * @param random decides about shares; safe for concurrent use
 */
record MirrorConfiguration(
        MirrorLimits limits,
        CopyMarks marks,
        ShadowTransport.Factory transport,
        ShadowTransport.Factory jdkTransport,
        Map<Target, SSLContext> ssl,
        Map<Target, InetSocketAddress> proxies,
        List<MirrorListener> listeners,
        List<ExchangeObserver> observers,
        Optional<CopyTracer> tracer,
        UnaryOperator<MirrorSpec> mirrors,
        LongSupplier clock,
        RandomGenerator random) {
    MirrorConfiguration {
        ssl = Map.copyOf(ssl);
        proxies = Map.copyOf(proxies);
        listeners = List.copyOf(listeners);
        observers = List.copyOf(observers);
    }
}

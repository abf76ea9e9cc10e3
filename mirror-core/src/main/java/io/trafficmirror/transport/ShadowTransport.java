// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

import java.time.Duration;
import java.util.Set;

/**
 * Carries copies to one shadow: connections, bytes, nothing else. Queue, in-flight limit, deadline, breaker and counters are the
 * dispatcher's, so that every transport is held by the same bounds. Safe for concurrent use.
 *
 * <p>Least asked of any: HTTP/1.1, no redirects followed, no proxy unless set, no cookies, no authentication, at most
 * {@link TransportSettings#maxResponseBytes()} read of a response, no thread of the application or of a shared pool used.
 *
 * @since 0.1.0
 */
public interface ShadowTransport {
    /** What this transport can do. Constant. */
    Set<Capability> capabilities();

    /**
     * Begins an exchange. Returns at once and never throws; what goes wrong is told to the listener. May be called on a request
     * thread, so it costs a hand-over and no more: no DNS, no connect, no composing.
     */
    ShadowCall start(OutboundCopy copy, CallListener listener);

    /** Connections that are open now, idle ones included; -1 if the transport can't tell. */
    int openConnections();

    /**
     * Stops: calls under way may finish within the grace, then are aborted as {@link FailureReason#CLOSED}. Returns when every
     * listener was told its end and no thread or socket of the transport is left, or soon after the grace. Idempotent.
     */
    void close(Duration grace);

    /** Makes a transport for each target. Safe for concurrent use. */
    interface Factory {
        /** Opens a transport; connects nowhere yet. */
        ShadowTransport open(TransportSettings settings);
    }
}

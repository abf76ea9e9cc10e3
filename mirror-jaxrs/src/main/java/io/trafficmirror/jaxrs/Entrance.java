// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.Decisions;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.capture.Exchange;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Looks at a request when it comes in. Safe for concurrent use.
 *
 * @param entry who decides
 * @param platform what runs the application
 * @param exchanges where an exchange is found by those who come later
 */
record Entrance(MirrorEntry entry, Platform platform, Exchanges exchanges) {
    /**
     * Never throws, reads nothing of the body.
     *
     * @param changed whether filters of the application have had the request before
     */
    void enter(ContainerRequestContext request, boolean changed) {
        Exchange exchange = Exchange.NONE;
        RestExchange live = null;
        try {
            if (isDecided(request)) {
                return;
            }
            exchange = entry.observe(new Incoming(request, platform, changed), RestHead.READER);
            if (exchange.isNone()) {
                return;
            }
            live = new RestExchange(entry, exchange, request);
            exchanges.put(request, live);
            platform.follow(request, live);
            if (exchange.wantsRequestBody()) {
                platform.tee(request, live.requestBody(), changed);
            }
        } catch (Throwable t) {
            entry.fault(t);
            entry.giveUp(exchange);
            if (live != null) {
                live.end();
            }
        }
    }

    /** Called in front of all other filters, where {@link #enter} is called behind some. Never throws. */
    void prepare(ContainerRequestContext request) {
        try {
            platform.prepare(request);
        } catch (Throwable t) {
            entry.fault(t);
        }
    }

    /** Whether the mirror has been asked about this request: here, or at an outer door. */
    private boolean isDecided(ContainerRequestContext request) {
        return exchanges.of(request) != null
                || (entry.decisions().hasOuter()
                        && entry.decisions().isDecided(request.getProperty(Decisions.ATTRIBUTE)));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Looks at a request when it comes in. Safe for concurrent use.
 *
 * @param gate who decides
 * @param platform what runs the application
 */
record Entrance(Gate gate, Platform platform) {
    /**
     * Never throws, reads nothing of the body.
     *
     * @param changed whether filters of the application have had the request before
     */
    void enter(ContainerRequestContext request, boolean changed) {
        Exchange exchange = Exchange.NONE;
        try {
            if (Mark.isDecided(request, gate)) {
                return;
            }
            exchange = gate.observe(new Incoming(request, platform, changed));
            if (exchange.isNone()) {
                return;
            }
            LiveExchange live = new LiveExchange(gate, exchange, request);
            Mark.put(request, gate.mirror(), live);
            platform.follow(request, live);
            if (exchange.wantsRequestBody()) {
                platform.tee(request, live.requestBody());
            }
        } catch (Throwable t) {
            gate.fault(t);
            giveUp(exchange);
        }
    }

    /** Nobody may be there to end the exchange later. */
    private void giveUp(Exchange exchange) {
        try {
            exchange.requestBody().fail(DropReason.INTERNAL_ERROR);
        } catch (Throwable t) {
            gate.fault(t);
        }
        try {
            exchange.endWithoutResponse();
        } catch (Throwable t) {
            gate.fault(t);
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.Doors;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Looks at a request when it comes in. Safe for concurrent use.
 *
 * @param gate who decides
 * @param platform what runs the application
 * @param exchanges where an exchange is found by those who come later
 */
record Entrance(Gate gate, Platform platform, Exchanges exchanges) {
    /**
     * Never throws, reads nothing of the body.
     *
     * @param changed whether filters of the application have had the request before
     */
    void enter(ContainerRequestContext request, boolean changed) {
        Exchange exchange = Exchange.NONE;
        LiveExchange live = null;
        try {
            if (isDecided(request)) {
                return;
            }
            exchange = gate.observe(new Incoming(request, platform, changed));
            if (exchange.isNone()) {
                return;
            }
            live = new LiveExchange(gate, exchange, request);
            exchanges.put(request, live);
            platform.follow(request, live);
            if (exchange.wantsRequestBody()) {
                platform.tee(request, live.requestBody());
            }
        } catch (Throwable t) {
            gate.fault(t);
            giveUp(exchange);
            if (live != null) {
                live.end();
            }
        }
    }

    /** Whether the mirror has been asked about this request: here, or at an outer door. */
    private boolean isDecided(ContainerRequestContext request) {
        return exchanges.of(request) != null
                || (gate.doors().hasOuter() && gate.doors().isDecided(request.getProperty(Doors.DECIDED)));
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

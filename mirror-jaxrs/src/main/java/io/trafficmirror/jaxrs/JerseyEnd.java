// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Ends an exchange when Jersey is done with its request. Safe for concurrent use.
 *
 * @param gate whose exchanges these are
 */
@ConstrainedTo(RuntimeType.SERVER)
record JerseyEnd(Gate gate) implements ApplicationEventListener {
    @Override
    public void onEvent(ApplicationEvent event) {}

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
        return new OfRequest(gate);
    }

    /** Follows one request. The request's properties are gone when it ends on another thread, so they are read before. */
    private static final class OfRequest implements RequestEventListener {
        private final Gate gate;
        private volatile @Nullable LiveExchange live;

        OfRequest(Gate gate) {
            this.gate = gate;
        }

        @Override
        public void onEvent(RequestEvent event) {
            try {
                switch (event.getType()) {
                    case REQUEST_MATCHED, ON_EXCEPTION, RESP_FILTERS_START -> matched(event);
                    case FINISHED -> finished(event);
                    default -> {}
                }
            } catch (Throwable t) {
                gate.fault(t);
            }
        }

        private void matched(RequestEvent event) {
            LiveExchange known = find(event);
            if (known != null && event.getUriInfo() != null) {
                known.matched(JerseyTemplate.of(event.getUriInfo()));
            }
        }

        private @Nullable LiveExchange find(RequestEvent event) {
            LiveExchange known = live;
            if (known == null) {
                known = Mark.find(event.getContainerRequest().getProperty(Mark.NAME), gate.mirror());
                live = known;
            }
            return known;
        }

        private void finished(RequestEvent event) {
            ContainerResponse response = event.getContainerResponse();
            LiveExchange known = response == null ? find(event) : live;
            if (known == null) {
                return;
            }
            try {
                if (response != null) {
                    known.answered(response);
                    if (response.isChunked()) {
                        known.lost(); // goes on being written
                    }
                }
            } finally {
                known.end();
            }
        }
    }
}

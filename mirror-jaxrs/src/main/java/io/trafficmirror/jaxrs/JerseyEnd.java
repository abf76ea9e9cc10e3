// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Ends an exchange when Jersey is done with its request. Safe for concurrent use.
 *
 * @param entry whose exchanges these are
 * @param exchanges where they are found
 * @param requests is told which thread makes the response of a request
 */
@ConstrainedTo(RuntimeType.SERVER)
record JerseyEnd(MirrorEntry entry, Exchanges exchanges, JerseyRequests requests) implements ApplicationEventListener {
    @Override
    public void onEvent(ApplicationEvent event) {}

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
        return new OfRequest(this);
    }

    private static final String DEFAULT_MAPPER = "org.glassfish.jersey.server.DefaultExceptionMapper";

    /** Follows one request. */
    private static final class OfRequest implements RequestEventListener {
        private final JerseyEnd end;
        private volatile @Nullable RestExchange live;
        private volatile boolean responding;
        private volatile @Nullable ContainerRequest outer;

        OfRequest(JerseyEnd end) {
            this.end = end;
        }

        @Override
        public void onEvent(RequestEvent event) {
            try {
                switch (event.getType()) {
                    case REQUEST_MATCHED -> matched(event);
                    case ON_EXCEPTION, RESP_FILTERS_START -> {
                        enter(event);
                        matched(event);
                    }
                    case FINISHED -> {
                        leave();
                        finished(event);
                    }
                    default -> {}
                }
            } catch (Throwable t) {
                end.entry().fault(t);
            }
        }

        private void enter(RequestEvent event) {
            if (!responding) {
                responding = true;
                outer = end.requests().enter(event.getContainerRequest());
            }
        }

        private void leave() {
            if (responding) {
                responding = false;
                end.requests().leave(outer);
                outer = null;
            }
        }

        private void matched(RequestEvent event) {
            RestExchange known = find(event);
            if (known != null && event.getUriInfo() != null) {
                known.matched(JerseyTemplate.of(event.getUriInfo()));
            }
        }

        private @Nullable RestExchange find(RequestEvent event) {
            RestExchange known = live;
            if (known == null) {
                known = end.exchanges().of(event.getContainerRequest());
                live = known;
            }
            return known;
        }

        /** Whether nobody maps an exception: Jersey then makes a response of its own, and leaves the exception to the server all the same. */
        private static boolean isReplaced(RequestEvent event) {
            ExceptionMapper<?> mapper = event.getExceptionMapper();
            return mapper != null && mapper.getClass().getName().equals(DEFAULT_MAPPER);
        }

        private void finished(RequestEvent event) {
            ContainerResponse response = event.getContainerResponse();
            RestExchange known = response == null ? find(event) : live;
            if (known == null) {
                return;
            }
            try {
                if (response != null) {
                    known.answered(response);
                    if (response.isChunked() || isReplaced(event)) {
                        known.lost(); // goes on being written, or is not what the client gets
                    }
                }
            } finally {
                known.end();
            }
        }
    }
}

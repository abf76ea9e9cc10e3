// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Jersey's own requests. An interceptor is not told of which request it writes the response, but Jersey makes a response from its
 * filters to its end on one thread, and says so by events. Safe for concurrent use.
 */
final class JerseyRequests implements Requests {
    @SuppressWarnings("ThreadLocalUsage") // one for each application, and taken back whenever a response is done
    private final ThreadLocal<@Nullable ContainerRequest> responding = new ThreadLocal<>();

    @Override
    public @Nullable Object own(ContainerRequestContext request) {
        return request instanceof ContainerRequest own ? own : null;
    }

    @Override
    public @Nullable Object responding() {
        return responding.get();
    }

    /** This thread makes the response of a request from now on. Returns whose it has made until now: one may be within another. */
    @Nullable
    ContainerRequest enter(ContainerRequest request) {
        ContainerRequest outer = responding.get();
        responding.set(request);
        return outer;
    }

    /** This thread goes on with what it did before. */
    void leave(@Nullable ContainerRequest outer) {
        if (outer == null) {
            responding.remove();
        } else {
            responding.set(outer);
        }
    }
}

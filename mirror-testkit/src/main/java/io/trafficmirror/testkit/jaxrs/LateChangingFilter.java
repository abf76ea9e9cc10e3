// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import java.util.TreeSet;

/**
 * The application's own filter after matching, and before the answer. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class LateChangingFilter implements ContainerRequestFilter, ContainerResponseFilter {
    /** For the runtime. */
    public LateChangingFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        if ("abort-late".equals(request.getHeaderString(ChangingFilter.FIELD))) {
            request.abortWith(Response.status(403).entity("not you").build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("X-Has-Entity", response.hasEntity());
        String asked = request.getHeaderString("X-Asked");
        if (asked != null) {
            response.getHeaders().putSingle("X-Asked", asked);
        }
        if ("name".equals(request.getHeaderString(ChangingFilter.FIELD))) {
            response.getHeaders().putSingle("X-Names", String.join(" ", new TreeSet<>(request.getPropertyNames())));
        }
        if ("throw-late".equals(request.getHeaderString(ChangingFilter.FIELD))) {
            throw new IllegalStateException("in a response filter");
        }
    }
}

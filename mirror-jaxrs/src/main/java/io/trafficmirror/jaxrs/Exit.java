// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/**
 * Sees the response after all other filters, before its entity is written. Safe for concurrent use.
 *
 * @param entry whose exchanges these are
 * @param exchanges where they are found
 * @param template names the resource
 */
@ConstrainedTo(RuntimeType.SERVER)
record Exit(MirrorEntry entry, Exchanges exchanges, StandardTemplate template) implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RestExchange live = null;
        try {
            live = exchanges.of(request);
            if (live == null) {
                return;
            }
            live.matched(template.of(request.getUriInfo()));
            if (live.answered(response)) {
                live.end();
            }
        } catch (Throwable t) {
            entry.fault(t);
            if (live != null) {
                live.end();
            }
        }
    }
}

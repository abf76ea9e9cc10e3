// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.util.Map;

/**
 * Any runtime, by what the standard says: an exchange ends with the response filters, or with the writer of its entity. Where an
 * application's response filter throws, and the runtime calls no other, it ends when the mirror does. Immutable.
 */
record StandardPlatform() implements Platform {
    @Override
    public void register(FeatureContext context, MirrorEntry entry, Exchanges exchanges) {
        context.register(
                new Exit(entry, exchanges, new StandardTemplate()),
                Map.of(ContainerResponseFilter.class, Integer.MIN_VALUE));
        context.register(new EntityTap(entry, exchanges, true), Map.of(WriterInterceptor.class, Integer.MIN_VALUE));
    }

    @Override
    public void tee(ContainerRequestContext request, RequestBody body, boolean changed) {
        request.setEntityStream(body.tapped(request.getEntityStream()));
    }
}

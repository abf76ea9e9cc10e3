// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/**
 * Jersey 3.1 and 4.0. Its events tell the end of every request, however that came. Its stream is opened at the first read; a form
 * that a servlet container had parsed before is kept in a property. Immutable.
 */
record JerseyPlatform() implements Platform {
    private static final String PARSED_FORM = "jersey.config.server.representation.decoded.form";

    /** Fails with a {@link LinkageError} where Jersey's events can't be had. */
    static Platform linked() {
        return RequestEventListener.class.isInterface() ? new JerseyPlatform() : new StandardPlatform();
    }

    @Override
    public void register(FeatureContext context, Gate gate) {
        context.register(new JerseyEnd(gate));
        context.register(new ResponseTap(gate, false), Map.of(WriterInterceptor.class, Integer.MIN_VALUE));
    }

    @Override
    public void tee(ContainerRequestContext request, RequestBody body) {
        body.parsedForm(() ->
                request.getProperty(PARSED_FORM) instanceof Form form ? Optional.of(form.asMap()) : Optional.empty());
        request.setEntityStream(body.tee(request.getEntityStream()));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.core.interception.jaxrs.PreMatchContainerRequestContext;
import org.jboss.resteasy.plugins.server.servlet.HttpServletInputMessage;
import org.jboss.resteasy.spi.AsyncWriterInterceptor;
import org.jboss.resteasy.spi.HttpRequest;

/**
 * RESTEasy 6.2 and 7.0. An interceptor that can write without blocking leaves it to the runtime whether to do so. In a servlet
 * container the stream is opened at the first read, since the runtime has forms and parts parsed by the container. Immutable.
 */
record ResteasyPlatform() implements Platform {
    /** Fails with a {@link LinkageError} where RESTEasy's interfaces can't be had. */
    static Platform linked() {
        return AsyncWriterInterceptor.class.isInterface() ? new ResteasyPlatform() : new StandardPlatform();
    }

    @Override
    public void register(FeatureContext context, Gate gate) {
        context.register(new Exit(gate), Map.of(ContainerResponseFilter.class, Integer.MIN_VALUE));
        context.register(new ResteasyTap(gate), Map.of(WriterInterceptor.class, Integer.MIN_VALUE));
    }

    @Override
    public void tee(ContainerRequestContext request, RequestBody body) {
        if (!(request instanceof PreMatchContainerRequestContext own)) {
            request.setEntityStream(body.tee(request.getEntityStream()));
            return;
        }
        HttpRequest http = own.getHttpRequest();
        if (http instanceof HttpServletInputMessage) {
            body.parsedForm(
                    () -> http.formParametersRead() ? Optional.of(http.getDecodedFormParameters()) : Optional.empty());
            http.setInputStream(body.tee(new ResteasyInput(http)));
        } else {
            http.setInputStream(body.tee(http.getInputStream()));
        }
    }
}

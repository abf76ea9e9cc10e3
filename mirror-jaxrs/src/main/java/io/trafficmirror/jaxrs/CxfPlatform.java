// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import jakarta.servlet.ServletInputStream;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.FeatureContext;
import java.io.InputStream;
import org.apache.cxf.interceptor.InterceptorChain;
import org.apache.cxf.io.DelegatingInputStream;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptor;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.jspecify.annotations.Nullable;

/**
 * CXF 4.1. All is done by the standard; where CXF calls no filter of ours, for nobody maps an exception, or a response filter throws,
 * the request's chain of interceptors tells the end. Immutable.
 *
 * @param standard what does the rest
 */
record CxfPlatform(Platform standard) implements Platform {
    /** Fails with a {@link LinkageError} where CXF's interceptors can't be had. */
    static Platform linked() {
        Platform standard = new StandardPlatform();
        return PhaseInterceptor.class.isInterface() ? new CxfPlatform(standard) : standard;
    }

    @Override
    public @Nullable ServerHead server(ContainerRequestContext request) {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        Object servlet = message == null ? null : message.get("HTTP.REQUEST");
        return servlet == null ? null : ServletHead.of(servlet);
    }

    @Override
    public boolean hasServerAtHand() {
        return true;
    }

    @Override
    public boolean rewritesFields() {
        return true;
    }

    @Override
    public Requests requests() {
        return new CxfRequests();
    }

    @Override
    public void register(FeatureContext context, MirrorEntry entry, Exchanges exchanges) {
        standard.register(context, entry, exchanges);
    }

    @Override
    public void follow(ContainerRequestContext request, RestExchange live) {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        InterceptorChain chain = message == null ? null : message.getInterceptorChain();
        if (chain != null) {
            chain.add(CxfEnd.ofUnwinding(live));
            chain.add(CxfEnd.behindAll(live));
        }
    }

    @Override
    public void tee(ContainerRequestContext request, RequestBody body, boolean changed) {
        InputStream own = request.getEntityStream();
        ServerHead server = server(request);
        if (server == null) {
            request.setEntityStream(body.tapped(own));
        } else if (isServers(own)) {
            // Not for ever: in front of a one-way resource CXF reads the server to its end, and keeps all of it in this
            // very stream.
            request.setEntityStream(body.tapped(own, () -> isServers(own) && server.isBodyFinished(), false));
        } else {
            request.setEntityStream(body.tapped(own, server::isBodyFinished, true));
        }
    }

    /** By its name nothing is told: CXF's log puts what it has read ahead into CXF's own stream, and what CXF keeps is of a class of CXF's too. */
    private static boolean isServers(InputStream stream) {
        return stream instanceof DelegatingInputStream own && own.getInputStream() instanceof ServletInputStream;
    }
}

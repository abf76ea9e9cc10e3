// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.FeatureContext;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.core.interception.jaxrs.PreMatchContainerRequestContext;
import org.jboss.resteasy.plugins.server.Cleanables;
import org.jboss.resteasy.plugins.server.servlet.HttpServletInputMessage;
import org.jboss.resteasy.spi.AsyncOutputStream;
import org.jboss.resteasy.spi.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * RESTEasy 6.2 and 7.0. An exchange ends when RESTEasy cleans up after a request, or calls back after an asynchronous response. In a
 * servlet container the stream is opened at the first read, since the runtime has forms and parts parsed by the container. Immutable.
 */
record ResteasyPlatform() implements Platform {
    /** Fails with a {@link LinkageError} where RESTEasy's interfaces can't be had. */
    static Platform linked() {
        var unused = ReplacedBody.isKnown();
        return AsyncOutputStream.class.isInterface() ? new StandardPlatform() : new ResteasyPlatform();
    }

    @Override
    public @Nullable ServerHead server(ContainerRequestContext request) {
        return http(request).orElse(null) instanceof HttpServletInputMessage
                ? ServletHead.of(ResteasyContext.getContextData(ServletHead.type()))
                : null;
    }

    @Override
    public boolean hasServerAtHand() {
        return true;
    }

    /** On Netty a request is put together before RESTEasy has it, and gets the length of what there is. */
    @Override
    public boolean inventsEmptyBodies(ContainerRequestContext request) {
        return !(http(request).orElse(null) instanceof HttpServletInputMessage)
                && "0".equals(request.getHeaderString("Content-Length"))
                && Set.of("GET", "HEAD", "DELETE", "OPTIONS").contains(request.getMethod());
    }

    @Override
    public Requests requests() {
        return new ResteasyRequests();
    }

    @Override
    public void register(FeatureContext context, MirrorEntry entry, Exchanges exchanges) {
        context.register(
                new ResteasyExit(entry, exchanges, new ResteasyTemplate()),
                Map.of(ContainerResponseFilter.class, Integer.MIN_VALUE));
    }

    @Override
    public void follow(ContainerRequestContext request, RestExchange live) {
        Cleanables atEnd = ResteasyContext.getContextData(Cleanables.class);
        Optional<HttpRequest> http = http(request);
        if (atEnd != null && http.isPresent()) {
            atEnd.addCleanable(() -> cleaned(http.get(), live));
        }
    }

    /** Never throws. */
    private static void cleaned(HttpRequest http, RestExchange live) {
        try {
            if (live.isAnswered() ? !live.isFollowed() : !endWithAsyncResponse(http, live)) {
                live.end();
            }
        } catch (Throwable t) {
            live.fault(t);
            live.end();
        }
    }

    /** Has an exchange end after the asynchronous response; false if there is none. */
    static boolean endWithAsyncResponse(HttpRequest http, RestExchange live) {
        if (!http.getAsyncContext().isSuspended()) {
            return false;
        }
        live.followed();
        http.getAsyncContext().getAsyncResponse().register((CompletionCallback) thrown -> live.end());
        return true;
    }

    @Override
    public boolean preparesBodies() {
        return true;
    }

    /**
     * Whether a filter has replaced the container's stream RESTEasy does not tell without opening it: so ours is in its place before any
     * filter.
     */
    @Override
    public void prepare(ContainerRequestContext request) {
        HttpRequest http = http(request).orElse(null);
        if (http instanceof HttpServletInputMessage message && !ReplacedBody.isIn(message)) {
            http.setInputStream(new ResteasyInput(http));
        }
    }

    @Override
    public void tee(ContainerRequestContext request, RequestBody body, boolean changed) {
        Optional<HttpRequest> own = http(request);
        if (own.isEmpty()) {
            request.setEntityStream(body.tapped(request.getEntityStream()));
            return;
        }
        HttpRequest http = own.get();
        if (http instanceof HttpServletInputMessage message) {
            WeakReference<HttpRequest> form = new WeakReference<>(http); // for an exchange holds no request
            body.parsedForm(() -> Optional.ofNullable(form.get())
                    .filter(HttpRequest::formParametersRead)
                    .map(HttpRequest::getDecodedFormParameters));
            boolean replaced = ReplacedBody.isKnown() ? ReplacedBody.isIn(message) : changed;
            InputStream in = replaced ? http.getInputStream() : new ResteasyInput(http);
            http.setInputStream(
                    in instanceof ResteasyInput
                            ? body.tapped(in, server(request), false)
                            : body.tapped(in)); // a filter's, of whose end the server knows nothing
        } else {
            @Nullable InputStream stream = http.getInputStream();
            if (stream == null) {
                body.endSeen(); // Netty has the request whole, and has found no body
            } else {
                http.setInputStream(body.tapped(stream));
            }
        }
    }

    /** RESTEasy's own request; absent if somebody has put another context in its place. */
    static Optional<HttpRequest> http(ContainerRequestContext request) {
        return request instanceof PreMatchContainerRequestContext own
                ? Optional.of(own.getHttpRequest())
                : Optional.empty();
    }
}

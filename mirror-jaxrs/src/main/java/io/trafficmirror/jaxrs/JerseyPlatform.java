// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.capture.DropReason;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Jersey 3.1 and 4.0. Its events tell the end of every request, however that came. Its stream is opened at the first read; a form
 * that a servlet container had parsed before is kept in a property. Immutable.
 *
 * @param servers where Jersey keeps the request of a servlet container
 * @param requests Jersey's own requests
 */
record JerseyPlatform(ServerHead.Source servers, JerseyRequests requests) implements Platform {
    private static final String RUNTIME = "org.glassfish.jersey.";
    private static final String PARSED_FORM = "jersey.config.server.representation.decoded.form";

    /** Fails with a {@link LinkageError} where Jersey's events can't be had. */
    static Platform linked(FeatureContext context) {
        return RequestEventListener.class.isInterface()
                ? new JerseyPlatform(source(context), new JerseyRequests())
                : new StandardPlatform();
    }

    private static ServerHead.Source source(FeatureContext context) {
        try {
            return JerseyServlet.of(context);
        } catch (LinkageError | RuntimeException e) {
            return request -> null; // no servlet container, or a Jersey that keeps its own apart
        }
    }

    @Override
    public @Nullable ServerHead server(ContainerRequestContext request) {
        return servers.of(request);
    }

    @Override
    public void register(FeatureContext context, MirrorEntry entry, Exchanges exchanges) {
        context.register(new JerseyEnd(entry, exchanges, requests));
        context.register(new EntityTap(entry, exchanges, false), Map.of(WriterInterceptor.class, Integer.MIN_VALUE));
    }

    @Override
    public void tee(ContainerRequestContext request, RequestBody body, boolean changed) {
        WeakReference<ContainerRequestContext> parsed =
                new WeakReference<>(request); // for an exchange holds no request
        body.parsedForm(() -> Optional.ofNullable(parsed.get()).flatMap(JerseyPlatform::form));
        InputStream own = request.getEntityStream();
        if (changed && own instanceof ByteArrayInputStream) {
            // Jersey's buffer, which it rewinds no more once another stream is set.
            body.tap().fail(DropReason.BODY_INCOMPLETE);
            return;
        }
        boolean ahead = !own.getClass().getName().startsWith(RUNTIME);
        request.setEntityStream(body.tapped(own, server(request), ahead));
    }

    private static Optional<MultivaluedMap<String, String>> form(ContainerRequestContext request) {
        return request.getProperty(PARSED_FORM) instanceof Form form
                ? Optional.of(withoutQuery(form, request.getUriInfo()))
                : Optional.empty();
    }

    /** Jersey takes the parameters for the form's; a servlet container has those of the query among them, each name's in front. */
    private static MultivaluedMap<String, String> withoutQuery(Form form, UriInfo uri) {
        MultivaluedMap<String, String> fields = new MultivaluedHashMap<>(form.asMap());
        uri.getQueryParameters().forEach((name, values) -> {
            List<String> all = fields.getOrDefault(name, List.of());
            if (all.size() >= values.size() && all.subList(0, values.size()).equals(values)) {
                fields.put(name, List.copyOf(all.subList(values.size(), all.size())));
            }
        });
        return fields;
    }
}

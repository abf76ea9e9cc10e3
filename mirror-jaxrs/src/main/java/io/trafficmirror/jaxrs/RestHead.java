// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.UnreadableHeadException;
import jakarta.ws.rs.core.UriBuilderException;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request as the runtime shows it, and where that has lost something, as the server has it: raw path and query,
 * all values of all headers. {@code docs/transparency.md} says what is lost where there is no such server. Immutable.
 */
enum RestHead implements HeadReader<Incoming> {
    READER;

    @Override
    public String method(Incoming request) {
        ServerHead server = request.targetIfAtHand();
        return server == null ? orEmpty(request.context().getMethod()) : server.method();
    }

    @Override
    public String host(Incoming request) {
        String host = header(request, "Host");
        return host == null
                ? orEmpty(request.context().getUriInfo().getBaseUri().getRawAuthority())
                : host;
    }

    @Override
    public String path(Incoming request) {
        ServerHead server = request.targetIfAtHand();
        return server == null ? ownPath(request.context().getUriInfo()) : server.path();
    }

    @Override
    public @Nullable String query(Incoming request) {
        ServerHead server = request.targetIfAtHand();
        return server == null ? ownQuery(request) : server.query();
    }

    @Override
    public @Nullable String header(Incoming request, String name) {
        ServerHead server = request.fields();
        if (server != null) {
            return server.header(name);
        }
        List<String> values = request.context().getHeaders().get(name);
        return values == null || values.isEmpty() ? null : String.join(HeadReader.delimiter(name), values);
    }

    @Override
    public @Nullable String attribute(Incoming request, String name) {
        Object value = request.context().getProperty(name);
        return value instanceof CharSequence || value instanceof Number ? value.toString() : null;
    }

    /** The standard shows no connection. */
    @Override
    public @Nullable String connection(Incoming request) {
        ServerHead server = request.server();
        return server == null ? null : server.connection();
    }

    @Override
    public boolean isMultiplexed(Incoming request) {
        ServerHead server = request.server();
        return server != null
                && !server.protocol().isEmpty()
                && !server.protocol().startsWith("HTTP/1");
    }

    @Override
    public RequestHead snapshot(Incoming request) {
        Headers headers = headers(request);
        ServerHead server = request.server();
        ServerHead target = request.target();
        return new RequestHead(
                target == null ? method(request) : target.method(),
                orEmpty(request.context().getUriInfo().getBaseUri().getScheme()),
                host(request),
                target == null ? ownTarget(request) : target(target.path(), target.query()),
                server == null ? protocol(headers) : server.protocol(),
                headers);
    }

    /** A runtime may show the path of a target that it can't make a {@code URI} of: enough to find a route by. */
    private static String ownPath(UriInfo uri) {
        try {
            return OwnTarget.of(uri).path();
        } catch (IllegalArgumentException | UriBuilderException e) {
            String base = uri.getBaseUri().getRawPath();
            String below = uri.getPath(false);
            return base.endsWith("/") && below.startsWith("/") ? base + below.substring(1) : base + below;
        }
    }

    private static @Nullable String ownQuery(Incoming request) {
        try {
            return OwnTarget.of(request.context().getUriInfo()).query();
        } catch (IllegalArgumentException | UriBuilderException e) {
            OwnTarget refused = OwnTarget.refused(e);
            return refused == null ? null : refused.query();
        }
    }

    private static String ownTarget(Incoming request) {
        try {
            OwnTarget own = OwnTarget.of(request.context().getUriInfo());
            return target(own.path(), own.query());
        } catch (IllegalArgumentException | UriBuilderException e) {
            ServerHead server = request.server();
            OwnTarget refused = server == null ? OwnTarget.refused(e) : null;
            if (refused != null) {
                return target(refused.path(), refused.query());
            }
            if (server == null) {
                throw new UnreadableHeadException("the runtime has no URI for the target of the request", e);
            }
            return target(server.path(), server.query());
        }
    }

    private static String target(String path, @Nullable String query) {
        return query == null ? path : path + "?" + query;
    }

    private static Headers headers(Incoming request) {
        ServerHead server = request.fields();
        if (server != null) {
            return server.headers();
        }
        Headers.Builder headers = Headers.builder(12);
        for (Map.Entry<String, List<String>> line :
                request.context().getHeaders().entrySet()) {
            for (String value : line.getValue()) {
                headers.add(line.getKey(), orEmpty(value));
            }
        }
        if (request.inventsEmptyBodies()) {
            headers.remove("Content-Length");
        }
        return headers.build();
    }

    /** The standard does not show the protocol. Over HTTP/2 nobody may send {@code Connection} (RFC 9113 section 8.2.2). */
    private static String protocol(Headers headers) {
        return headers.contains("Connection") ? "HTTP/1.1" : "";
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}

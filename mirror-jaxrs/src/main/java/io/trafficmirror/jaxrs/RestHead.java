// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request as the runtime shows it: raw path and query, all values of all headers. What a runtime's own
 * {@code URI} has lost is lost here too: {@code docs/transparency.md} says what, for each. Immutable.
 */
enum RestHead implements HeadReader<ContainerRequestContext> {
    READER;

    @Override
    public String method(ContainerRequestContext request) {
        return orEmpty(request.getMethod());
    }

    @Override
    public String host(ContainerRequestContext request) {
        List<String> host = request.getHeaders().get("Host");
        return host == null || host.isEmpty() || host.get(0) == null
                ? orEmpty(uri(request).getRawAuthority())
                : host.get(0);
    }

    @Override
    public String path(ContainerRequestContext request) {
        return orEmpty(uri(request).getRawPath());
    }

    @Override
    public @Nullable String query(ContainerRequestContext request) {
        return uri(request).getRawQuery();
    }

    @Override
    public @Nullable String header(ContainerRequestContext request, String name) {
        List<String> values = request.getHeaders().get(name);
        return values == null || values.isEmpty() ? null : String.join(",", values);
    }

    @Override
    public @Nullable String attribute(ContainerRequestContext request, String name) {
        Object value = request.getProperty(name);
        return value instanceof CharSequence || value instanceof Number ? value.toString() : null;
    }

    @Override
    public RequestHead snapshot(ContainerRequestContext request) {
        String query = query(request);
        String path = path(request);
        Headers headers = headers(request);
        return new RequestHead(
                method(request),
                orEmpty(uri(request).getScheme()),
                host(request),
                query == null ? path : path + "?" + query,
                protocol(headers),
                headers);
    }

    /** A request's target as the client sent it, as far as it is known. */
    private static URI uri(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri();
    }

    private static Headers headers(ContainerRequestContext request) {
        Headers.Builder headers = Headers.builder(12);
        for (Map.Entry<String, List<String>> line : request.getHeaders().entrySet()) {
            for (String value : line.getValue()) {
                headers.add(line.getKey(), orEmpty(value));
            }
        }
        return headers.build();
    }

    /**
     * The standard does not show the protocol. A body that is described, but not announced, has come over HTTP/2 or later, where it
     * needs no announcement (RFC 9113 section 8.1); anything else is as in HTTP/1.1.
     */
    private static String protocol(Headers headers) {
        boolean announced = headers.contains("Content-Length") || headers.contains("Transfer-Encoding");
        return headers.contains("Content-Type") && !announced ? "" : "HTTP/1.1";
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}

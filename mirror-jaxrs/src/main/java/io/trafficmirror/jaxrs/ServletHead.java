// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.UnreadableHeadException;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head that a servlet container has. Loaded only where there is a Servlet API. Confined to the request's thread.
 *
 * @param request the container's
 */
record ServletHead(HttpServletRequest request) implements ServerHead {
    /** The head of a servlet request; null if this is none. */
    static @Nullable ServerHead of(@Nullable Object request) {
        return request instanceof HttpServletRequest own ? new ServletHead(own) : null;
    }

    /** The type under which runtimes keep it. */
    static Class<HttpServletRequest> type() {
        return HttpServletRequest.class;
    }

    @Override
    public String method() {
        return orEmpty(request.getMethod());
    }

    @Override
    public String path() {
        return orEmpty(request.getRequestURI());
    }

    @Override
    public @Nullable String query() {
        return request.getQueryString();
    }

    @Override
    public String protocol() {
        return orEmpty(request.getProtocol());
    }

    @Override
    public @Nullable String connection() {
        ServletConnection connection = request.getServletConnection();
        String id = connection == null ? null : connection.getConnectionId();
        if (id != null && !id.isEmpty()) {
            return id;
        }
        int port = request.getRemotePort();
        return port <= 0 ? null : request.getRemoteAddr() + ' ' + port;
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : String.join(HeadReader.delimiter(name), values);
    }

    @Override
    public Headers headers() {
        Enumeration<String> given = request.getHeaderNames();
        List<String> names = new ArrayList<>();
        while (given != null && given.hasMoreElements()) {
            names.add(given.nextElement());
            if (names.size() > HeadReader.MOST_NAMES) {
                throw new UnreadableHeadException("more than " + HeadReader.MOST_NAMES + " different fields");
            }
        }
        Headers.Builder headers = Headers.builder(names.size() + 4);
        for (String name : names) {
            values(name).forEach(value -> headers.add(name, value));
        }
        return headers.build();
    }

    @Override
    public boolean isBodyFinished() {
        try {
            return request.getInputStream().isFinished();
        } catch (IOException | IllegalStateException e) {
            return false; // somebody has the reader: then a read of ours is refused as well
        }
    }

    private List<String> values(String name) {
        Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}

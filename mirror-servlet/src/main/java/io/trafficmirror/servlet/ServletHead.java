// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.UnreadableHeadException;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the head of a servlet request: raw target, all values of all headers, no parameter, no session. Immutable. */
enum ServletHead implements HeadReader<HttpServletRequest> {
    READER;

    @Override
    public String method(HttpServletRequest request) {
        return orEmpty(request.getMethod());
    }

    @Override
    public String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null) {
            return host;
        }
        String name = orEmpty(request.getServerName());
        int port = request.getServerPort();
        return name.isEmpty() || port <= 0 || port == defaultPort(request.getScheme()) ? name : name + ":" + port;
    }

    @Override
    public String path(HttpServletRequest request) {
        return orEmpty(request.getRequestURI());
    }

    @Override
    public @Nullable String query(HttpServletRequest request) {
        return request.getQueryString();
    }

    @Override
    public @Nullable String header(HttpServletRequest request, String name) {
        Enumeration<String> values = request.getHeaders(name);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String first = values.nextElement();
        if (!values.hasMoreElements()) {
            return first;
        }
        StringBuilder joined = new StringBuilder(first);
        String delimiter = HeadReader.delimiter(name);
        while (values.hasMoreElements()) {
            joined.append(delimiter).append(values.nextElement());
        }
        return joined.toString();
    }

    @Override
    public @Nullable String attribute(HttpServletRequest request, String name) {
        Object value = request.getAttribute(name);
        return value instanceof CharSequence || value instanceof Number ? value.toString() : null;
    }

    /** A wrapper may hide the container's connection; then the peer's address tells it, or, behind a filter that rewrites it, nothing does. */
    @Override
    public @Nullable String connection(HttpServletRequest request) {
        ServletConnection connection = request.getServletConnection();
        String id = connection == null ? null : connection.getConnectionId();
        if (id != null && !id.isEmpty()) {
            return id;
        }
        int port = request.getRemotePort();
        return port <= 0 ? null : request.getRemoteAddr() + ' ' + port;
    }

    @Override
    public boolean isMultiplexed(HttpServletRequest request) {
        String protocol = orEmpty(request.getProtocol());
        return !protocol.isEmpty() && !protocol.startsWith("HTTP/1");
    }

    @Override
    public RequestHead snapshot(HttpServletRequest request) {
        String query = query(request);
        String path = path(request);
        return new RequestHead(
                method(request),
                orEmpty(request.getScheme()),
                host(request),
                query == null ? path : path + "?" + query,
                orEmpty(request.getProtocol()),
                headers(request));
    }

    /**
     * All lines, grouped by name as the container names them; the order of the values of one name is kept. A container may look at all lines
     * for the values of each name, so a client that sends very many names would choose what that costs.
     */
    private static Headers headers(HttpServletRequest request) {
        Enumeration<String> given = request.getHeaderNames();
        if (given == null) {
            return Headers.empty();
        }
        List<String> names = new ArrayList<>();
        while (given.hasMoreElements()) {
            names.add(given.nextElement());
            if (names.size() > HeadReader.MOST_NAMES) {
                throw new UnreadableHeadException("more than " + HeadReader.MOST_NAMES + " different fields");
            }
        }
        Headers.Builder headers = Headers.builder(names.size() + 4);
        for (String name : names) {
            Enumeration<String> values = request.getHeaders(name);
            while (values != null && values.hasMoreElements()) {
                headers.add(name, values.nextElement());
            }
        }
        return headers.build();
    }

    private static int defaultPort(@Nullable String scheme) {
        return "https".equals(scheme) ? 443 : 80;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Set;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** What people write in an afternoon: cache the body, {@code sendAsync}, forget. Nothing is bounded. */
final class NaiveFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final transient HttpClient client = HttpClient.newHttpClient();
    private final URI shadow;

    NaiveFilter(URI shadow) {
        this.shadow = shadow;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingRequestWrapper cached = new ContentCachingRequestWrapper(request);
        chain.doFilter(cached, response);
        String query = request.getQueryString();
        HttpRequest.Builder copy =
                HttpRequest.newBuilder(shadow.resolve(request.getRequestURI() + (query == null ? "" : "?" + query)));
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!RESTRICTED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                copy.header(name, request.getHeader(name));
            }
        }
        copy.method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(cached.getContentAsByteArray()));
        client.sendAsync(copy.build(), HttpResponse.BodyHandlers.discarding());
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the service saw of a request, without its body: the fields that most answers begin with. */
final class Seen {
    private Seen() {}

    /** {@code args}, {@code headers}, {@code method}, {@code origin}, {@code url}, in that order; may be added to. */
    static Map<String, @Nullable Object> request(HttpServletRequest request) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("args", args(request));
        fields.put("headers", headers(request));
        fields.put("method", request.getMethod());
        fields.put("origin", request.getRemoteAddr());
        fields.put("url", url(request));
        return fields;
    }

    /** The parameters of the query alone. Asks the container for no parameter, as that could consume the body. */
    static Map<String, List<String>> args(HttpServletRequest request) {
        return UrlEncoded.parse(Optional.ofNullable(request.getQueryString()).orElse(""));
    }

    /** Every header with its values in order, names spelled {@code Like-This}. */
    static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(spelled(name), Collections.list(request.getHeaders(name)));
        }
        return headers;
    }

    /** Scheme, Host header and raw target, as they were received. */
    static String url(HttpServletRequest request) {
        String host = Optional.ofNullable(request.getHeader("Host")).orElseGet(request::getServerName);
        String query = request.getQueryString();
        String target = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        return request.getScheme() + "://" + host + target;
    }

    private static String spelled(String name) {
        StringBuilder spelled = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            boolean first = i == 0 || name.charAt(i - 1) == '-';
            char c = name.charAt(i);
            spelled.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return spelled.toString();
    }
}

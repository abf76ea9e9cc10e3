// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests as the lines of {@code explain --stdin-json} describe them. */
final class RequestJson {
    private static final Set<String> KNOWN = Set.of("host", "method", "path", "headers");

    private RequestJson() {}

    /**
     * The request of a line.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static RequestHead read(String line) {
        if (!(JsonReader.read(line) instanceof Map<?, ?> request)) {
            throw new IllegalArgumentException("a request must be a JSON object");
        }
        for (Object name : request.keySet()) {
            if (!KNOWN.contains(String.valueOf(name))) {
                throw new IllegalArgumentException("\"" + name + "\" is unknown; allowed: host, method, path, headers");
            }
        }
        Headers.Builder headers = Headers.builder(8);
        Object fields = request.get("headers");
        if (fields instanceof Map<?, ?> map) {
            map.forEach((name, value) -> add(headers, String.valueOf(name), value));
        } else if (fields != null) {
            throw new IllegalArgumentException("headers must be a JSON object");
        }
        return head(
                text(request.get("host"), "host", ""),
                text(request.get("method"), "method", "GET"),
                text(request.get("path"), "path", "/"),
                headers);
    }

    /** A head of these parts; {@code Host} goes into the fields, or is taken from them where no host is given. */
    static RequestHead head(String host, String method, String path, Headers.Builder headers) {
        if (path.isEmpty() || path.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c > 0xff)) {
            throw new IllegalArgumentException("path must be a request target without spaces, ISO-8859-1 at most");
        }
        if (method.isEmpty() || method.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("method must be a word");
        }
        String authority = host.isEmpty() ? headers.build().first("Host").orElse("") : host;
        if (!authority.isEmpty()) {
            headers.set("Host", value("host", authority));
        }
        return new RequestHead(method, "http", authority, path, headers.build());
    }

    private static void add(Headers.Builder headers, String name, @Nullable Object value) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+\\-.^_`|~]+")) {
            throw new IllegalArgumentException("\"" + name + "\" is no field name");
        }
        if (value instanceof List<?> values) {
            values.forEach(one -> headers.add(name, value(name, text(one, name, null))));
        } else {
            headers.add(name, value(name, text(value, name, null)));
        }
    }

    private static String text(@Nullable Object value, String name, @Nullable String absent) {
        if (value instanceof String text) {
            return text;
        }
        if (value == null && absent != null) {
            return absent;
        }
        throw new IllegalArgumentException(name + " must be text");
    }

    /** A field value. */
    static String value(String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)) {
            throw new IllegalArgumentException(
                    name + " must be a field value without control characters, ISO-8859-1 at most");
        }
        return value;
    }
}

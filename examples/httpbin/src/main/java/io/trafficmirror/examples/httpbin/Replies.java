// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Writes whole answers, each with its Content-Length. */
final class Replies {
    static final String JSON = "application/json; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";
    static final String BINARY = "application/octet-stream";

    private Replies() {}

    static void json(HttpServletResponse response, Map<String, ? extends @Nullable Object> fields) throws IOException {
        bytes(response, JSON, Json.pretty(fields).getBytes(StandardCharsets.UTF_8));
    }

    static void text(HttpServletResponse response, String text) throws IOException {
        bytes(response, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static void bytes(HttpServletResponse response, String contentType, byte[] body) throws IOException {
        response.setContentType(contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static void error(HttpServletResponse response, int status, String detail) throws IOException {
        response.setStatus(status);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status_code", status);
        fields.put("error", HttpStatus.getMessage(status));
        fields.put("detail", detail);
        json(response, fields);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /stream/N}: the request as N lines of JSON, numbered by {@code id}, each flushed. */
final class Stream {
    private static final int MAX_LINES = 100;

    private Stream() {}

    static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Numbers.last(Optional.ofNullable(request.getPathInfo()));
        int lines = Numbers.integer("stream", path, 1, Integer.MAX_VALUE);
        response.setContentType(Replies.JSON);
        OutputStream out = response.getOutputStream();
        for (int id = 0; id < Math.min(lines, MAX_LINES); id++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", id);
            fields.put("args", Seen.args(request));
            fields.put("headers", Seen.headers(request));
            fields.put("origin", request.getRemoteAddr());
            fields.put("url", Seen.url(request));
            out.write(Json.line(fields).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}

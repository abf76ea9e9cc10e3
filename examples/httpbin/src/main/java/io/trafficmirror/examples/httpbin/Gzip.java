// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** {@code /gzip}: the request without its body, compressed whatever the client accepts. */
final class Gzip {
    private Gzip() {}

    static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, @Nullable Object> fields = Seen.request(request);
        fields.put("gzipped", true);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(Json.pretty(fields).getBytes(StandardCharsets.UTF_8));
        }
        response.setHeader("Content-Encoding", "gzip");
        Replies.bytes(response, Replies.JSON, compressed.toByteArray());
    }
}

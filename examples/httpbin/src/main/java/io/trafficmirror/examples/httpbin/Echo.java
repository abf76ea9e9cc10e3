// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The endpoints that answer with the request itself. */
final class Echo {
    private Echo() {}

    static void headers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Replies.json(response, Map.of("headers", Seen.headers(request)));
    }

    static void withoutBody(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Replies.json(response, Seen.request(request));
    }

    static void withBody(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Body body = Body.read(request);
        Map<String, @Nullable Object> fields = Seen.request(request);
        fields.put("data", body.data());
        fields.put("files", body.files());
        fields.put("form", body.form());
        fields.put("json", body.json());
        Replies.json(response, fields);
    }

    static void anything(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("HEAD")) {
            withoutBody(request, response);
        } else {
            withBody(request, response);
        }
    }
}

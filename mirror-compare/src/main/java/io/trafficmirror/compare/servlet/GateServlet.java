// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.servlet;

import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Serves a gate in a servlet container, mapped to {@code /mirror/*}: {@code verdict}, {@code gate} and {@code report} below that. Reads nothing of a
 * request's body. Safe for concurrent use.
 *
 * <pre>{@code
 * context.addServlet("gate", new GateServlet(GateHandler.withToken(experiment.verdict(), token))).addMapping("/mirror/*");
 * }</pre>
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // The Servlet API is optional: who compiles against this brings it.
public final class GateServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient GateHandler handler;

    /** A servlet that answers as this handler does. */
    public GateServlet(GateHandler handler) {
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    /** All methods: which of them are allowed is for the handler to say. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String query = request.getQueryString();
        String authorization = request.getHeader("Authorization");
        GateResponse answer = handler.handle(
                request.getMethod(),
                path == null ? "" : path.substring(1),
                query == null ? "" : query,
                authorization == null ? "" : authorization);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        response.setHeader("Content-Type", answer.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}

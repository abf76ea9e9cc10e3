// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves one {@link Route}: checks the method, turns a {@link Refusal} into its answer. Safe for concurrent use. */
final class EndpointServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Route route;

    EndpointServlet(Route route) {
        this.route = route;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!route.serves(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", route.methods()));
            Replies.error(response, 405, "method must be one of " + route.methods());
            return;
        }
        try {
            route.endpoint().answer(request, response);
        } catch (Refusal refusal) {
            Replies.error(response, refusal.status(), String.valueOf(refusal.getMessage()));
        }
    }
}

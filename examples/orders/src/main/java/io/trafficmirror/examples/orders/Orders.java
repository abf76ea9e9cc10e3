// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application of the examples on servlets: it knows nothing of the mirror. Safe for concurrent use. */
public final class Orders extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** For the container. */
    public Orders() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String order = new String(request.getInputStream().readAllBytes(), UTF_8);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print("ordered: " + order + "\n");
    }
}

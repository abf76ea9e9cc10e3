// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.fleet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;

/** The application, in two versions: the candidate says some prices as text. Safe for concurrent use. */
final class Prices extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final boolean candidate;

    Prices(boolean candidate) {
        this.candidate = candidate;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int article = Integer.parseInt(request.getPathInfo().substring(1));
        String price = article * 3 + ".50";
        response.setContentType("application/json");
        response.getWriter()
                .print("{\"article\":" + article + ",\"price\":"
                        + (candidate && article % 10 == 0 ? "\"" + price + "\"" : price) + ",\"at\":\"" + Instant.now()
                        + "\"}");
    }
}

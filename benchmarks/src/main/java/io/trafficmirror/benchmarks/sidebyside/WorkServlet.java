// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what it is sent and answers in a few bytes. */
final class WorkServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final byte[] ANSWER = "{\"ok\":true,\"item\":17}".getBytes(StandardCharsets.US_ASCII);

    private final byte[] answer;

    /** Answers in so many bytes, or a few more if that is too little. */
    WorkServlet(int bytes) {
        answer = Arrays.copyOf(ANSWER, Math.max(ANSWER.length, bytes));
        Arrays.fill(answer, ANSWER.length, answer.length, (byte) ' ');
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            InputStream body = request.getInputStream();
            byte[] buffer = new byte[8192];
            while (body.read(buffer) >= 0) {
                // Read to the end, as an application that parses would.
            }
        }
        response.setContentType("application/json");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}

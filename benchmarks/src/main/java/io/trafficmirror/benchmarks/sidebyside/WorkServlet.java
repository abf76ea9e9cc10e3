// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Request;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what it is sent and answers in a few bytes, or in 64 KiB where that is asked for. */
final class WorkServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final byte[] ANSWER = "{\"ok\":true,\"item\":17}".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] EXPORT = padded(64 << 10);

    private final byte[] answer;

    /** Answers in so many bytes, or a few more if that is too little. */
    WorkServlet(int bytes) {
        answer = padded(bytes);
    }

    private static byte[] padded(int bytes) {
        byte[] padded = Arrays.copyOf(ANSWER, Math.max(ANSWER.length, bytes));
        Arrays.fill(padded, ANSWER.length, padded.length, (byte) ' ');
        return padded;
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
        byte[] content = request.getRequestURI().startsWith(Request.EXPORTS) ? EXPORT : answer;
        response.setContentType("application/json");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}

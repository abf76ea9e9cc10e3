// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code /drip}: after {@code delay}, {@code numbytes} bytes spread over {@code duration}, each flushed. Durations are in
 * seconds. Safe for concurrent use.
 */
record Drip(Pauses pauses) implements Endpoint {
    private static final int MAX_BYTES = 100 * 1024;

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, List<String>> args = Seen.args(request);
        Duration duration = Numbers.seconds("duration", first(args, "duration", "2"));
        Duration delay = Numbers.seconds("delay", first(args, "delay", "2"));
        int count = Numbers.integer("numbytes", first(args, "numbytes", "10"), 1, MAX_BYTES);
        int status = Numbers.integer("code", first(args, "code", "200"), 200, 599);
        if (status == 204 || status == 304) {
            throw Refusal.badRequest("code: must be a status that allows a body, was \"" + status + "\"");
        }
        pauses.pause(delay);
        response.setStatus(status);
        response.setContentType(Replies.BINARY);
        response.setContentLength(count);
        response.flushBuffer();
        drip(response.getOutputStream(), count, duration.dividedBy(Math.max(1, count - 1)));
    }

    private void drip(OutputStream out, int count, Duration between) throws IOException {
        for (int i = 0; i < count; i++) {
            if (i > 0 && !between.isZero()) {
                pauses.pause(between);
            }
            out.write('*');
            out.flush();
        }
    }

    private static String first(Map<String, List<String>> args, String name, String otherwise) {
        return args.getOrDefault(name, List.of(otherwise)).get(0);
    }
}

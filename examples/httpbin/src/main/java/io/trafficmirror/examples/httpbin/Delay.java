// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** {@code /delay/N}: the echo of the request, N seconds late. Safe for concurrent use. */
record Delay(Pauses pauses) implements Endpoint {
    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration delay = Numbers.seconds("delay", Numbers.last(Optional.ofNullable(request.getPathInfo())));
        pauses.pause(delay);
        Echo.anything(request, response);
    }
}

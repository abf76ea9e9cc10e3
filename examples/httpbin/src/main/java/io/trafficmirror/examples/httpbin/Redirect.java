// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** {@code /redirect/N}: a redirect to {@code /redirect/N-1}, the last one to {@code /get}. */
final class Redirect {
    private Redirect() {}

    static void answer(HttpServletRequest request, HttpServletResponse response) {
        String path = Numbers.last(Optional.ofNullable(request.getPathInfo()));
        int left = Numbers.integer("redirect", path, 1, Integer.MAX_VALUE) - 1;
        response.setStatus(302);
        response.setHeader("Location", left == 0 ? "/get" : "/redirect/" + left);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** {@code /status/N}: an empty answer with that status, and the header that the status demands. */
final class Status {
    private Status() {}

    static void answer(HttpServletRequest request, HttpServletResponse response) {
        int status = Numbers.integer("status", Numbers.last(Optional.ofNullable(request.getPathInfo())), 200, 599);
        response.setStatus(status);
        switch (status) {
            case 301, 302, 303, 307, 308 -> response.setHeader("Location", "/redirect/1");
            case 401 -> response.setHeader("WWW-Authenticate", "Basic realm=\"httpbin\"");
            case 407 -> response.setHeader("Proxy-Authenticate", "Basic realm=\"httpbin\"");
            default -> {}
        }
    }
}

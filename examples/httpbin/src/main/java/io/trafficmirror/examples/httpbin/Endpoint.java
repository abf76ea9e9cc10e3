// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers the requests of one path pattern. Implementations are safe for concurrent use. */
@FunctionalInterface
interface Endpoint {
    /**
     * Answers one request.
     *
     * @throws Refusal if the request can't be served; nothing is written by then
     * @throws IOException if the client went away or the server is closing
     */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
}

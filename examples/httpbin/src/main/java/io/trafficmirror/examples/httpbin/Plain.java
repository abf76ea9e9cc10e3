// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The endpoints that ignore what is asked: the index, a UUID, and what answers for every other path. */
final class Plain {
    private Plain() {}

    static Endpoint index(String name, List<Route> routes) {
        StringBuilder text = new StringBuilder(name).append(": what it answers\n\n");
        for (Route route : routes) {
            String methods = route.methods().isEmpty() ? "any" : route.methods().get(0);
            text.append(String.format("%-7s %-13s %s\n", methods, route.pattern(), route.summary()));
        }
        String page = text.toString();
        return (request, response) -> Replies.text(response, page);
    }

    static void uuid(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Replies.json(response, Map.of("uuid", UUID.randomUUID()));
    }

    static void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Replies.error(response, 404, "nothing is served at this path");
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.util.List;

/**
 * One row of the table of endpoints. Immutable.
 *
 * @param pattern the servlet URL pattern
 * @param methods the methods it serves, empty for any
 * @param summary one line for the index page
 */
record Route(String pattern, List<String> methods, String summary, Endpoint endpoint) {
    Route {
        methods = List.copyOf(methods);
    }

    static Route any(String pattern, String summary, Endpoint endpoint) {
        return new Route(pattern, List.of(), summary, endpoint);
    }

    static Route only(String method, String pattern, String summary, Endpoint endpoint) {
        return new Route(pattern, method.equals("GET") ? List.of("GET", "HEAD") : List.of(method), summary, endpoint);
    }

    boolean serves(String method) {
        return methods.isEmpty() || methods.contains(method);
    }
}

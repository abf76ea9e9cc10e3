// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Conditions that must all hold (Gateway API {@code HTTPRouteMatch}). Immutable.
 *
 * @param path the condition on the path
 * @param method the one method, upper case; empty: any
 * @param headers conditions on fields; of several for one name the first counts
 * @param query conditions on query parameters; of several for one name the first counts
 */
public record RouteMatch(PathMatch path, Optional<String> method, List<ValueMatch> headers, List<ValueMatch> query) {
    /** Every request. */
    public static final RouteMatch ALL = of(PathMatch.ALL);

    /** Copies the lists. */
    public RouteMatch {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(method, "method");
        headers = List.copyOf(headers);
        query = List.copyOf(query);
    }

    /** A condition on the path alone. */
    public static RouteMatch of(PathMatch path) {
        return new RouteMatch(path, Optional.empty(), List.of(), List.of());
    }

    /** The same for one method. */
    public RouteMatch withMethod(String other) {
        return new RouteMatch(path, Optional.of(other), headers, query);
    }
}

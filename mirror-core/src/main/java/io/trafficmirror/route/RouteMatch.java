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
 * @since 0.1.0
 */
public record RouteMatch(PathMatch path, Optional<String> method, List<ValueMatch> headers, List<ValueMatch> query) {
    /** The methods that a match can ask for (Gateway API {@code HTTPMethod}). */
    public static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    /** Every request. */
    public static final RouteMatch ALL = of(PathMatch.ALL);

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException for a method that is none of {@link #METHODS}, more than 16 conditions on fields or on
     *     parameters, or a parameter's value above 1024 characters
     */
    public RouteMatch {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(method, "method");
        headers = List.copyOf(headers);
        query = List.copyOf(query);
        if (method.isPresent() && !METHODS.contains(method.get())) {
            throw new IllegalArgumentException(
                    "method: must be one of " + String.join(", ", METHODS) + ", was \"" + method.get() + '"');
        }
        checkSize("headers", headers, RouteLimits.HEADERS_PER_MATCH);
        checkSize("queryParams", query, RouteLimits.QUERY_PARAMS_PER_MATCH);
        for (ValueMatch parameter : query) {
            if (parameter.value().length() > RouteLimits.QUERY_PARAM_VALUE_LENGTH) {
                throw new IllegalArgumentException("value of \"" + parameter.name() + "\": must be 1.."
                        + RouteLimits.QUERY_PARAM_VALUE_LENGTH + " characters for a query parameter, was "
                        + parameter.value().length());
            }
        }
    }

    private static void checkSize(String setting, List<ValueMatch> conditions, int most) {
        if (conditions.size() > most) {
            throw new IllegalArgumentException(
                    setting + ": must be at most " + most + " in one match, were " + conditions.size());
        }
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

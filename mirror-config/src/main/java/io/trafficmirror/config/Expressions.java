// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.PathMatch;
import io.trafficmirror.route.Route;
import io.trafficmirror.route.RouteMatch;
import io.trafficmirror.route.RouteRule;
import io.trafficmirror.route.RouteTable;
import java.util.List;
import java.util.Optional;

/** Regular expressions in the dialect of the route table, which is asked whether it takes them. */
final class Expressions {
    private Expressions() {}

    /** The expression, if it is one. */
    static Optional<String> check(YamlValue value, int longest) {
        return value.text(1, longest).filter(expression -> {
            try {
                RouteMatch match = RouteMatch.of(PathMatch.regex(expression));
                var unused = RouteTable.of(
                        List.of(new Route<>("check", List.of(), List.of(new RouteRule<>(List.of(match), "")))));
                return true;
            } catch (IllegalArgumentException e) {
                value.mustBe("an RE2 expression (" + e.getMessage() + ")");
                return false;
            }
        });
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

/**
 * The lines by which one match that holds wins over another, the first that tells them apart (Gateway API {@code HTTPRouteRule.matches},
 * {@code HTTPRouteSpec.hostnames}). Registration order stands for creation time.
 *
 * @since 0.1.0
 */
public enum Precedence {
    /** An exact hostname, then the longer hostname, then a route for every host. */
    HOSTNAME("the hostname of the winner is more specific"),
    /** Exact, then regular expression, then prefix. */
    PATH_TYPE("an exact path goes before a regular expression, and that before a prefix"),
    /** More characters of a prefix; a slash at its end is none. */
    PREFIX_LENGTH("the path prefix of the winner is longer"),
    /** A condition on the method. */
    METHOD("the winner has a condition on the method"),
    /** More conditions on fields. */
    HEADER_COUNT("the winner has more header conditions"),
    /** More conditions on parameters. */
    QUERY_COUNT("the winner has more query parameter conditions"),
    /** The route that comes first in the table: by age and name where manifests say so, else as registered. */
    ROUTE_ORDER("the winner's route comes first, by age, name or registration"),
    /** The rule that stands first in the route. */
    RULE_ORDER("the winner's rule stands first in the route"),
    /** The match that stands first in the rule. */
    MATCH_ORDER("the winner stands first in the rule");

    private final String reason;

    Precedence(String reason) {
        this.reason = reason;
    }

    /** The line in words, said of the one that lost. */
    public String reason() {
        return reason;
    }
}

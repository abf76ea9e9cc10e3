// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

/**
 * The sizes that the Gateway API allows. What concerns one value or one match is checked by these types themselves; how many rules
 * and hostnames a route has is checked where manifests are read, and left open to code.
 *
 * @since 0.1.0
 */
public final class RouteLimits {
    /** Characters of a hostname. */
    public static final int HOSTNAME_LENGTH = 253;
    /** Hostnames of a route. */
    public static final int HOSTNAMES_PER_ROUTE = 16;
    /** Rules of a route, of which there is at least one. */
    public static final int RULES_PER_ROUTE = 16;
    /** Matches of a rule. */
    public static final int MATCHES_PER_RULE = 64;
    /** Matches of all rules of a route. */
    public static final int MATCHES_PER_ROUTE = 128;
    /** Characters of a path or of an expression for it. */
    public static final int PATH_LENGTH = 1024;
    /** Conditions on fields in one match. */
    public static final int HEADERS_PER_MATCH = 16;
    /** Conditions on query parameters in one match. */
    public static final int QUERY_PARAMS_PER_MATCH = 16;
    /** Characters of the name of a field or parameter. */
    public static final int NAME_LENGTH = 256;
    /** Characters of the value of a field, or of an expression for it. */
    public static final int HEADER_VALUE_LENGTH = 4096;
    /** Characters of the value of a parameter, or of an expression for it. */
    public static final int QUERY_PARAM_VALUE_LENGTH = 1024;
    /** Instructions of a regular expression, its counted repetitions written out: ours, for memory and time. */
    public static final int EXPRESSION_SIZE = 4_000;
    /** Those of them that read nothing, such as the two sides of an alternative: ours, for a matcher recurses over them. */
    public static final int EXPRESSION_BRANCHES = 500;
    /** Chars of a value times instructions of the expression that it is compared with: ours, for time. A longer value does not match. */
    public static final int EXPRESSION_STEPS = 1 << 17;

    private RouteLimits() {}
}

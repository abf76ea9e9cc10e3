// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.regex.Pattern;

/**
 * A host name that a route is for, or {@code *.} and a suffix for one or more labels before it (Gateway API {@code Hostname}).
 * Immutable.
 *
 * @param pattern lower case, 1..253 characters, no port
 * @since 0.1.0
 */
public record Hostname(String pattern) {
    private static final Pattern SYNTAX =
            Pattern.compile("(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /** Checks the syntax. */
    public Hostname {
        if (pattern.length() > 253 || !SYNTAX.matcher(pattern).matches()) {
            throw new IllegalArgumentException("hostname: must be a lower case DNS name of at most 253 characters,"
                    + " optionally with a leading \"*.\", was \"" + pattern + '"');
        }
    }

    /** The name itself, or what follows the {@code *.}. */
    String suffix() {
        return isWildcard() ? pattern.substring(2) : pattern;
    }

    /** Whether it starts with {@code *.}. */
    public boolean isWildcard() {
        return pattern.startsWith("*.");
    }
}

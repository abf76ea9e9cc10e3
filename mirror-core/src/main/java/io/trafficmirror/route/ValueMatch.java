// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.Objects;

/**
 * A condition on the value of a named field or query parameter (Gateway API {@code HTTPHeaderMatch},
 * {@code HTTPQueryParamMatch}). Immutable.
 *
 * @param name the field, compared without regard to case, or the parameter, compared exactly
 * @param type how the value is compared
 * @param value the whole value, or an RE2 expression for the whole value
 * @since 0.1.0
 */
public record ValueMatch(String name, Type type, String value) {
    /** How a value is compared. */
    public enum Type {
        /** The whole value. */
        EXACT,
        /** An RE2 expression that matches the whole value. */
        REGEX
    }

    /**
     * Checks name and value as the Gateway API does; that a parameter's value is shorter is checked by {@link RouteMatch}.
     *
     * @throws IllegalArgumentException saying what is wrong with them
     */
    public ValueMatch {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
        checkName(name);
        String setting = "value of \"" + name + '"';
        if (type == Type.REGEX) {
            Expression.check(setting, value, RouteLimits.HEADER_VALUE_LENGTH);
        } else if (value.isEmpty() || value.length() > RouteLimits.HEADER_VALUE_LENGTH) {
            throw new IllegalArgumentException(
                    setting + ": must be 1.." + RouteLimits.HEADER_VALUE_LENGTH + " characters, was " + value.length());
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty() || name.length() > RouteLimits.NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "name: must be 1.." + RouteLimits.NAME_LENGTH + " characters, was " + name.length());
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                throw new IllegalArgumentException(
                        "name: must be letters, digits and !#$%&'*+-.^_`|~ only, was \"" + name + '"');
            }
        }
    }

    /** The whole value. */
    public static ValueMatch exact(String name, String value) {
        return new ValueMatch(name, Type.EXACT, value);
    }

    /** An RE2 expression for the whole value. */
    public static ValueMatch regex(String name, String expression) {
        return new ValueMatch(name, Type.REGEX, expression);
    }
}

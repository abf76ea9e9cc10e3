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
 */
public record ValueMatch(String name, Type type, String value) {
    /** How a value is compared. */
    public enum Type {
        /** The whole value. */
        EXACT,
        /** An RE2 expression that matches the whole value. */
        REGEX
    }

    /** Refuses nulls. */
    public ValueMatch {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
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

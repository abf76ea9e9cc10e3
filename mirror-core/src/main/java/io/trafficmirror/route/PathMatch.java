// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.internal.PathForm;
import java.util.Objects;

/**
 * A condition on the path (Gateway API {@code HTTPPathMatch}). Path and value are compared in one normal form: {@code ;params} ignored,
 * unreserved percent-escapes decoded, dot segments resolved. Immutable.
 *
 * @param type how the value is compared
 * @param value a path, or a regular expression (RE2, whole match); at most 1024 characters
 * @since 0.1.0
 */
public record PathMatch(Type type, String value) {
    /** How a path is compared. */
    public enum Type {
        /** The whole path, case-sensitive. */
        EXACT,
        /** Segment by segment; a trailing slash of the value does not count. */
        PREFIX,
        /** An RE2 expression that matches the whole path. */
        REGEX
    }

    /** Every path. */
    public static final PathMatch ALL = prefix("/");

    /**
     * Checks the value as the Gateway API does.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public PathMatch {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
        if (type == Type.REGEX) {
            Expression.check("path regex", value, RouteLimits.PATH_LENGTH);
        } else {
            PathSyntax.check(value);
        }
    }

    /** The whole path. */
    public static PathMatch exact(String path) {
        return new PathMatch(Type.EXACT, path);
    }

    /** The path or anything below it. */
    public static PathMatch prefix(String path) {
        return new PathMatch(Type.PREFIX, path);
    }

    /**
     * Whether it can match in an application all of whose paths begin with the same segments. An expression is taken for one that can.
     *
     * @param contextPath these segments: begins with a slash and ends without one; empty if there are none
     */
    public boolean canMatchBelow(String contextPath) {
        String below = PathForm.prefix(contextPath) + "/";
        return contextPath.isEmpty()
                || switch (type) {
                    case REGEX -> true;
                    case EXACT -> (PathForm.normal(value) + "/").startsWith(below);
                    case PREFIX -> {
                        String prefix = PathForm.prefix(value) + "/";
                        yield prefix.startsWith(below) || below.startsWith(prefix);
                    }
                };
    }

    /** An RE2 expression for the whole path. */
    public static PathMatch regex(String expression) {
        return new PathMatch(Type.REGEX, expression);
    }
}

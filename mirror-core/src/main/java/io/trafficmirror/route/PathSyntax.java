// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.internal.QueryText;
import java.util.List;

/** The rules for the value of an exact path or a prefix (Gateway API {@code HTTPPathMatch}, its CEL rules). Immutable. */
final class PathSyntax {
    private static final List<String> FORBIDDEN = List.of("//", "/./", "/../", "%2f", "%2F", "#");
    private static final List<String> FORBIDDEN_ENDS = List.of("/.", "/..");

    private PathSyntax() {}

    static void check(String path) {
        if (path.length() > RouteLimits.PATH_LENGTH) {
            throw new IllegalArgumentException(
                    "path: must be 1.." + RouteLimits.PATH_LENGTH + " characters, was " + path.length());
        }
        if (!path.startsWith("/")) {
            throw refused("start with \"/\"", path);
        }
        for (String part : FORBIDDEN) {
            if (path.contains(part)) {
                throw refused("not contain \"" + part + '"', path);
            }
        }
        for (String end : FORBIDDEN_ENDS) {
            if (path.endsWith(end)) {
                throw refused("not end with \"" + end + '"', path);
            }
        }
        for (int i = 0; i < path.length(); i++) {
            if (!isAllowed(path, i)) {
                throw refused("be letters, digits, -._~!$&'()*+,;=:@/ and %xx only", path);
            }
        }
    }

    private static boolean isAllowed(String path, int i) {
        char c = path.charAt(i);
        if (c == '%') {
            return QueryText.width(path, i, path.length()) == 3;
        }
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-/._~!$&'()*+,;=:@".indexOf(c) >= 0;
    }

    private static IllegalArgumentException refused(String rule, String path) {
        return new IllegalArgumentException("path: must " + rule + ", was \"" + path + '"');
    }
}

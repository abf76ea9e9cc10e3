// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.Headers;

/** What an edit may put into a request, so that none can end a line or a field of it (RFC 9110 section 5, RFC 3986). Stateless. */
final class EditSyntax {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private EditSyntax() {}

    static void fields(String setting, Headers headers) {
        for (int i = 0; i < headers.size(); i++) {
            fieldName(setting, headers.name(i));
            if (!headers.value(i).chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= 0xff && c != 0x7f))) {
                throw new IllegalArgumentException(setting + "[" + headers.name(i)
                        + "]: must hold no control character and none above U+00FF (the value is not shown)");
            }
        }
    }

    static void fieldName(String setting, String name) {
        if (name.isEmpty() || !name.chars().allMatch(EditSyntax::isTokenChar)) {
            throw new IllegalArgumentException(setting + ": must be a field name, was \"" + name + '"');
        }
    }

    static void host(String setting, String host) {
        if (host.isEmpty() || !host.chars().allMatch(c -> isVisible(c) && "/?#@\\".indexOf(c) < 0)) {
            throw new IllegalArgumentException(setting + ": must be a host in visible ASCII, was \"" + host + '"');
        }
    }

    static void path(String setting, String path) {
        if (!path.chars().allMatch(c -> isVisible(c) && c != '?' && c != '#')) {
            throw new IllegalArgumentException(
                    setting + ": must be a path of visible ASCII without \"?\" and \"#\", was \"" + path + '"');
        }
    }

    private static boolean isVisible(int c) {
        return c > ' ' && c < 0x7f;
    }

    private static boolean isTokenChar(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

/**
 * Reads a {@code Cookie} value in place (RFC 6265 section 4.2.1): pairs parted by {@code ;}. Where a reader has joined several fields, as
 * HTTP/2 may have them, by a comma, the comma parts pairs too, but only if a name and {@code =} follow. Never throws. Immutable.
 */
final class CookieText {
    private CookieText() {}

    /** Where the value of the first cookie of this name starts; -1 if there is none. */
    static int valueStart(String cookies, String name) {
        for (int i = 0; i < cookies.length(); ) {
            int start = skipSpace(cookies, i);
            int nameEnd = start + name.length();
            if (nameEnd < cookies.length() && cookies.charAt(nameEnd) == '=' && cookies.startsWith(name, start)) {
                return nameEnd + 1;
            }
            i = pairEnd(cookies, start) + 1;
        }
        return -1;
    }

    /** Where the value that starts here ends; spaces before the end are none of it. */
    static int valueEnd(String cookies, int start) {
        int end = pairEnd(cookies, start);
        while (end > start && isSpace(cookies.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static int pairEnd(String cookies, int from) {
        int i = from;
        while (i < cookies.length()) {
            char c = cookies.charAt(i);
            if (c == ';' || (c == ',' && startsPair(cookies, i + 1))) {
                return i;
            }
            i++;
        }
        return i;
    }

    private static boolean startsPair(String cookies, int from) {
        int start = skipSpace(cookies, from);
        int i = start;
        while (i < cookies.length() && isToken(cookies.charAt(i))) {
            i++;
        }
        return i > start && i < cookies.length() && cookies.charAt(i) == '=';
    }

    private static int skipSpace(String cookies, int from) {
        int i = from;
        while (i < cookies.length() && isSpace(cookies.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isToken(char c) {
        return c > ' ' && c < 0x7F && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }
}

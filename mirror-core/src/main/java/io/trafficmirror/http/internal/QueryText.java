// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http.internal;

import java.nio.charset.StandardCharsets;

/**
 * Reads form-encoded text in place: {@code +} is a space, {@code %xx} an octet, a broken escape stands for itself. Chars are octets,
 * as everywhere in a head; a char above U+00FF is no octet and equals none. Never throws and, but for {@link #decoded}, makes no
 * object. Immutable.
 */
public final class QueryText {
    private QueryText() {}

    /** The end of the parameter that starts at {@code from}: the next {@code &}, or the end of the query. */
    public static int parameterEnd(String query, int from) {
        int end = query.indexOf('&', from);
        return end < 0 ? query.length() : end;
    }

    /** The end of the name of the parameter {@code from..end}: its first {@code =}, or its end. */
    public static int nameEnd(String query, int from, int end) {
        int i = from;
        while (i < end && query.charAt(i) != '=') {
            i++;
        }
        return i;
    }

    /** How many chars make the octet at {@code i}: 3 for a whole escape, else 1. */
    public static int width(String text, int i, int end) {
        return text.charAt(i) == '%' && i + 2 < end && hex(text.charAt(i + 1)) >= 0 && hex(text.charAt(i + 2)) >= 0
                ? 3
                : 1;
    }

    /** The octet at {@code i}, of which {@link #width} has told the width. */
    public static int octet(String text, int i, int width) {
        if (width == 3) {
            return hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2));
        }
        char c = text.charAt(i);
        return c == '+' ? ' ' : c;
    }

    /** The hash of the octets in {@code from..to}: what {@link String#hashCode} gives for them as chars. */
    public static int hash(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; ) {
            int width = width(text, i, to);
            hash = 31 * hash + octet(text, i, width);
            i += width;
        }
        return hash;
    }

    /** Whether the octets in {@code from..to} are these. */
    public static boolean equal(String text, int from, int to, String octets) {
        int k = 0;
        for (int i = from; i < to; k++) {
            int width = width(text, i, to);
            if (k == octets.length() || octets.charAt(k) != octet(text, i, width)) {
                return false;
            }
            i += width;
        }
        return k == octets.length();
    }

    /** The octets in {@code from..to} read as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public static String decoded(String text, int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; ) {
            int width = width(text, i, to);
            bytes[length++] = (byte) octet(text, i, width);
            i += width;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The UTF-8 octets of a text, as chars; the same object for ASCII. */
    public static String octets(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return utf8Octets(text);
            }
        }
        return text;
    }

    private static String utf8Octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The value of a hexadecimal digit; -1 for any other char. */
    public static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' && c < 0x80 ? lower - 'a' + 10 : -1;
    }
}

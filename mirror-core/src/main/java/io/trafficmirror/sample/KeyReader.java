// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import io.trafficmirror.http.internal.QueryText;
import org.jspecify.annotations.Nullable;

/**
 * Hashes a key where it stands in a field, a cookie, a query or a text. A request without the key, or with an empty one, is out. Stateless.
 *
 * <p>Octets are hashed: the chars of fields and cookies, the decoded octets of query parameters, the UTF-8 of supplied keys, so that
 * one user is one key wherever the name stands. Cookies: the first of the name (RFC 6265), quotes kept.
 */
final class KeyReader {
    /** The hash of no key. */
    static final long NONE = 0;

    private KeyReader() {}

    /** The hash of a text as its UTF-8; {@link #NONE} if there is none or it is empty. */
    static long hash(@Nullable String text) {
        return text == null || text.isEmpty() ? NONE : some(utf8(text));
    }

    /** One hash of 2^64 must stand for another, and no share tells those two apart. */
    private static long some(long hash) {
        return hash == NONE ? 1 : hash;
    }

    /** The hash of the value of a field; {@link #NONE} if there is none or it is empty. */
    static long ofField(@Nullable String value) {
        return value == null ? NONE : ofPart(value, 0, value.length());
    }

    /** The same of the first cookie of this name. */
    static long ofCookie(String name, @Nullable String cookies) {
        if (cookies == null) {
            return NONE;
        }
        int start = CookieText.valueStart(cookies, name);
        return start < 0 ? NONE : ofPart(cookies, start, CookieText.valueEnd(cookies, start));
    }

    /** The same of the first query parameter of this name. */
    static long ofParameter(String name, @Nullable String query) {
        String octets = QueryText.octets(name);
        for (int start = 0; query != null && start < query.length(); ) {
            int end = QueryText.parameterEnd(query, start);
            int nameEnd = QueryText.nameEnd(query, start, end);
            if (QueryText.equal(query, start, nameEnd, octets)) {
                return nameEnd + 1 < end ? some(decoded(query, nameEnd + 1, end)) : NONE;
            }
            start = end + 1;
        }
        return NONE;
    }

    private static long ofPart(String text, int from, int to) {
        return from < to ? some(octets(text, from, to)) : NONE;
    }

    /** A char above U+00FF is no octet, but a server may have decoded the field: then it counts as its UTF-8. */
    private static long octets(String text, int from, int to) {
        long state = KeyHash.START;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            state = c < 0x100 ? KeyHash.add(state, c) : KeyHash.addUtf8(state, c, i + 1 < to ? text.charAt(i + 1) : 0);
            i += isPair(text, i, to) ? 1 : 0;
        }
        return KeyHash.finish(state);
    }

    private static long utf8(String text) {
        long state = KeyHash.START;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            state = KeyHash.addUtf8(state, text.charAt(i), i + 1 < length ? text.charAt(i + 1) : 0);
            i += isPair(text, i, length) ? 1 : 0;
        }
        return KeyHash.finish(state);
    }

    private static boolean isPair(String text, int i, int to) {
        return i + 1 < to && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    private static long decoded(String text, int from, int to) {
        long state = KeyHash.START;
        for (int i = from; i < to; ) {
            int width = QueryText.width(text, i, to);
            state = KeyHash.add(state, QueryText.octet(text, i, width) & 0xFF);
            i += width;
        }
        return KeyHash.finish(state);
    }
}

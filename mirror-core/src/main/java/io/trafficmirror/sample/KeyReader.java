// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.internal.QueryText;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key in a request and hashes it where it stands. A request without the key, or with an empty one, is out. Immutable.
 *
 * <p>Octets are hashed: the chars of fields and cookies, the decoded octets of query parameters, the UTF-8 of supplied keys, so that
 * one user is one key wherever the name stands. Cookies: the first of the name (RFC 6265), quotes kept.
 */
final class KeyReader {
    private final SampleKey key;
    private final String octets;

    KeyReader(SampleKey key) {
        this.key = key;
        octets = QueryText.octets(key.name());
    }

    <R> boolean isIn(R request, HeadReader<R> reader, Fraction share) {
        return switch (key.source()) {
            case HEADER -> isIn(reader.header(request, key.name()), share);
            case SUPPLIED -> isIn(reader.attribute(request, key.name()), share);
            case COOKIE -> isCookieIn(reader.header(request, "Cookie"), share);
            case QUERY -> isParameterIn(reader.query(request), share);
        };
    }

    private boolean isIn(@Nullable String value, Fraction share) {
        if (value == null || value.isEmpty()) {
            return false;
        }
        return key.source() == SampleKey.Source.SUPPLIED
                ? KeyHash.isBelow(utf8(value), share)
                : isIn(value, 0, value.length(), share);
    }

    private boolean isCookieIn(@Nullable String cookies, Fraction share) {
        if (cookies == null) {
            return false;
        }
        int start = CookieText.valueStart(cookies, key.name());
        return start >= 0 && isIn(cookies, start, CookieText.valueEnd(cookies, start), share);
    }

    private boolean isParameterIn(@Nullable String query, Fraction share) {
        for (int start = 0; query != null && start < query.length(); ) {
            int end = QueryText.parameterEnd(query, start);
            int nameEnd = QueryText.nameEnd(query, start, end);
            if (QueryText.equal(query, start, nameEnd, octets)) {
                return nameEnd + 1 < end && KeyHash.isBelow(decoded(query, nameEnd + 1, end), share);
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean isIn(String text, int from, int to, Fraction share) {
        return from < to && KeyHash.isBelow(octets(text, from, to), share);
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

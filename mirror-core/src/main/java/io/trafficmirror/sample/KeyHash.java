// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

/**
 * The hash of keyed sampling: FNV-1a of 64 bits over the octets of the key, then the finaliser of MurmurHash3 ({@code fmix64}). The same on
 * every JVM and in every version: it decides which users are in, so it never changes. Immutable.
 */
final class KeyHash {
    /** FNV-1a's offset basis. */
    static final long START = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private KeyHash() {}

    /** The state after one more octet, 0..255. */
    static long add(long state, int octet) {
        return (state ^ octet) * PRIME;
    }

    /** The state after one more UTF-16 unit as UTF-8; {@code next} follows it, 0 at the end. A lone surrogate counts as {@code ?}. */
    static long addUtf8(long state, char unit, char next) {
        if (unit < 0x80) {
            return add(state, unit);
        }
        if (unit < 0x800) {
            return tail(add(state, 0xC0 | unit >> 6), unit, 0);
        }
        if (Character.isSurrogate(unit)) {
            int point = Character.isSurrogatePair(unit, next) ? Character.toCodePoint(unit, next) : 0;
            return point == 0
                    ? add(state, '?')
                    : tail(tail(tail(add(state, 0xF0 | point >> 18), point, 12), point, 6), point, 0);
        }
        return tail(tail(add(state, 0xE0 | unit >> 12), unit, 6), unit, 0);
    }

    private static long tail(long state, int point, int shift) {
        return add(state, 0x80 | (point >> shift & 0x3F));
    }

    /** The hash, all 64 bits of which are equally good. */
    static long finish(long state) {
        long h = state;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}

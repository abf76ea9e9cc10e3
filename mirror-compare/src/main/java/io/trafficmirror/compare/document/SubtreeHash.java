// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

/**
 * A keyed 64-bit hash of values and of what they are made of. The key is drawn anew for each {@link DocumentReader}, so that nobody outside
 * can construct two documents that collide. Immutable; safe for concurrent use.
 *
 * <p>Mixing is by multiplication and shift, as in Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
 *
 * @since 0.1.0
 */
public final class SubtreeHash {
    private static final long M1 = 0xbf58476d1ce4e5b9L;
    private static final long M2 = 0x94d049bb133111ebL;

    private final long key;

    SubtreeHash(long key) {
        this.key = key;
    }

    /** The start of a value of this kind. */
    long of(NodeKind kind) {
        return mix(key + 0x9e3779b97f4a7c15L * kind.code());
    }

    /** Characters behind a start. */
    long chars(long start, char[] chars, int offset, int length) {
        long h = start ^ length;
        int i = offset;
        int end = offset + length;
        for (; end - i >= 4; i += 4) {
            h = step(h, four(chars[i], chars[i + 1], chars[i + 2], chars[i + 3]));
        }
        for (; i < end; i++) {
            h = step(h, chars[i]);
        }
        return mix(h);
    }

    /** The same for a string. */
    long chars(long start, String text) {
        int length = text.length();
        long h = start ^ length;
        int i = 0;
        for (; length - i >= 4; i += 4) {
            h = step(h, four(text.charAt(i), text.charAt(i + 1), text.charAt(i + 2), text.charAt(i + 3)));
        }
        for (; i < length; i++) {
            h = step(h, text.charAt(i));
        }
        return mix(h);
    }

    private static long four(char a, char b, char c, char d) {
        return a | (long) b << 16 | (long) c << 32 | (long) d << 48;
    }

    private static long step(long before, long next) {
        long h = (before ^ next) * M1;
        return h ^ h >>> 29;
    }

    /** A further value behind others, in order. */
    public static long then(long before, long next) {
        return mix(before * M2 + next);
    }

    /** What one value adds to those of a collection without order; sums of these are compared. */
    public static long unordered(long value) {
        return mix(value ^ M2);
    }

    /** A value by its name. */
    public static long named(long name, long value) {
        return mix(name * M1 + value);
    }

    /** A number of which every bit depends on every bit of the one given. */
    public static long mix(long z) {
        long a = (z ^ (z >>> 30)) * M1;
        long b = (a ^ (a >>> 27)) * M2;
        return b ^ (b >>> 31);
    }
}

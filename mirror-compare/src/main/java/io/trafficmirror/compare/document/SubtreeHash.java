// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

/**
 * A keyed 64-bit hash of values and of what they are made of. The key is drawn anew for each {@link DocumentReader}, so that nobody outside
 * can construct two documents that collide. Immutable; safe for concurrent use.
 *
 * <p>Mixing is by multiplication and shift, as in Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. Texts are folded in
 * by a multiplication of 64 by 64 bits with a secret factor: of a known one it is known which changes cancel each other.
 *
 * @since 0.1.0
 */
public final class SubtreeHash {
    private static final long M1 = 0xbf58476d1ce4e5b9L;
    private static final long M2 = 0x94d049bb133111ebL;
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final long[] starts = new long[NodeKind.values().length + 1];
    private final long factor;

    SubtreeHash(long key) {
        for (int i = 0; i < starts.length; i++) {
            starts[i] = mix(key + STEP * i);
        }
        factor = mix(key - STEP) | 1;
    }

    /** The start of a value of this kind. */
    long of(NodeKind kind) {
        return starts[kind.code()];
    }

    /** The name of a member. */
    long name(char[] chars, int length) {
        return chars(starts[0], chars, 0, length);
    }

    /** Characters behind a start. */
    long chars(long start, char[] chars, int offset, int length) {
        long h = start;
        int i = offset;
        int end = offset + length;
        for (; end - i >= 4; i += 4) {
            h = fold(
                    h ^ (chars[i] | (long) chars[i + 1] << 16 | (long) chars[i + 2] << 32 | (long) chars[i + 3] << 48));
        }
        if (i < end) {
            long rest = 0;
            for (; i < end; i++) {
                rest = rest << 16 | chars[i];
            }
            h = fold(h ^ rest);
        }
        return mix(h + length);
    }

    /** One more word: every bit of what comes out depends on every bit of it and of the key. */
    long fold(long value) {
        return Math.multiplyHigh(value, factor) ^ value * factor;
    }

    /** A further value behind others, in order. */
    public static long then(long before, long next) {
        return mix(before * M2 + next);
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

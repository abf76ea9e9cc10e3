// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

/**
 * What objects take of the heap, in bytes, as the larger of the layouts that a 64-bit HotSpot has: with references of 8 bytes and class
 * pointers of 8 bytes. With compressed ones the same objects take less. Never too low, unless the JVM was told to keep Latin-1 text in
 * two bytes a character ({@code -XX:-CompactStrings}). Stateless.
 */
final class HeapBytes {
    static final int REFERENCE = 8;
    private static final int OBJECT_HEADER = 16;
    private static final int ARRAY_HEADER = 24;

    /** A {@link String} without its characters: header, reference to them, hash, coder and a flag. */
    private static final int STRING = aligned(OBJECT_HEADER + REFERENCE + 6);

    /** Up to so many characters are not looked at: to tell one byte from two costs a request more time than the bytes are worth. */
    private static final int SHORT = 64;

    private HeapBytes() {}

    /** An object with so many references and no other fields. */
    static long object(int references) {
        return aligned(OBJECT_HEADER + REFERENCE * references);
    }

    /** An array of so many references, without what they lead to. */
    static long references(int length) {
        return ARRAY_HEADER + (long) REFERENCE * length;
    }

    /** A string with its characters: two bytes each, or one if it is long and all are Latin-1. */
    static long string(String text) {
        int length = text.length();
        return STRING + aligned(ARRAY_HEADER + (length > SHORT && isLatin1(text) ? 1L : 2L) * length);
    }

    private static boolean isLatin1(String text) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        return all <= 0xFF;
    }

    private static int aligned(int bytes) {
        return (bytes + 7) & ~7;
    }

    private static long aligned(long bytes) {
        return (bytes + 7) & ~7L;
    }
}

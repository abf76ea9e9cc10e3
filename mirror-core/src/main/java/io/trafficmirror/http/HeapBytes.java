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

    private HeapBytes() {}

    /** An object with so many references and no other fields. */
    static long object(int references) {
        return aligned(OBJECT_HEADER + REFERENCE * references);
    }

    /** An array of so many references, without what they lead to. */
    static long references(int length) {
        return ARRAY_HEADER + (long) REFERENCE * length;
    }

    /** A string with its characters: one byte each if all are Latin-1, else two. */
    static long string(String text) {
        return STRING + aligned(ARRAY_HEADER + (isLatin1(text) ? 1L : 2L) * text.length());
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

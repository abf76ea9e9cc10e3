// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are UTF-8 (Unicode 15, table 3-7). The tokenizer of JSON decodes more than that: of a character written with more bytes than it
 * takes it makes the character, which a client may refuse. Stateless.
 */
final class Utf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long BEYOND_ASCII = 0x8080808080808080L;

    private Utf8() {}

    /** Whether JSON in these bytes is not in UTF-16 or UTF-32, of which one of the first two bytes says that (RFC 4627, 3). */
    static boolean isLikely(byte[] bytes, int length) {
        return length < 2 || (bytes[0] != 0 && bytes[1] != 0 && (bytes[0] & 0xfe) != 0xfe);
    }

    static boolean isWellFormed(byte[] bytes, int length) {
        int i = 0;
        while (i < length) {
            if (length - i >= Long.BYTES && ((long) EIGHT.get(bytes, i) & BEYOND_ASCII) == 0) {
                i += Long.BYTES;
            } else {
                int n = lengthAt(bytes, i, length);
                if (n == 0) {
                    return false;
                }
                i += n;
            }
        }
        return true;
    }

    /** The length of the character at a place; 0 if none is there. */
    private static int lengthAt(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || end - at < length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The charset in which a form is to be encoded again. Stateless. */
final class FormCharset {
    private static final int PIECE = 1024;

    private FormCharset() {}

    /**
     * The charset in which whoever gets the same Content-Type reads the same text. Where the request names none, containers differ
     * (UTF-8 or ISO-8859-1), and what was read tells which it was.
     *
     * @throws IllegalArgumentException if nobody knows a charset of that name
     */
    static Charset of(@Nullable String named, Stream<List<String>> values) {
        if (named != null) {
            return Charset.forName(named);
        }
        return values.flatMap(List::stream).anyMatch(FormCharset::isUtf8ReadAsLatin1)
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
    }

    private static boolean isUtf8ReadAsLatin1(String value) {
        boolean ascii = true;
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0xFF) {
                return false;
            }
            ascii &= value.charAt(i) < 0x80;
        }
        return !ascii && isUtf8(value);
    }

    /** Whether the characters, one byte each, are UTF-8. */
    private static boolean isUtf8(String value) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(PIECE);
        CharBuffer chars = CharBuffer.allocate(PIECE);
        for (int i = 0; i < value.length(); i++) {
            bytes.put((byte) value.charAt(i));
            boolean last = i == value.length() - 1;
            if (last || !bytes.hasRemaining()) {
                if (decoder.decode(bytes.flip(), chars.clear(), last).isError()) {
                    return false;
                }
                bytes.compact();
            }
        }
        return true;
    }
}

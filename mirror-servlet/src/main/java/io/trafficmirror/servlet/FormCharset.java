// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The charset in which a container has read a form, so that it can be encoded again: in the bytes that came, for whoever gets the same
 * Content-Type. Immutable.
 *
 * @param named by the request or the application at the time of reading; null without one
 * @param usual the one that the container takes without a name; null where nobody knows
 */
record FormCharset(@Nullable String named, @Nullable Charset usual) {
    private static final int PIECE = 1024;

    /**
     * The charset of these texts.
     *
     * @throws IllegalArgumentException if nobody knows a charset of that name, or the texts are not of it
     */
    Charset charset(Stream<String> texts) {
        List<String> all = texts.toList();
        Charset charset = named != null ? Charset.forName(named) : usual != null ? usual : guess(all);
        if (!charset.equals(StandardCharsets.UTF_8)) {
            CharsetEncoder encoder = charset.newEncoder();
            if (!all.stream().allMatch(encoder::canEncode)) {
                throw new IllegalArgumentException("not of " + charset);
            }
        }
        return charset;
    }

    /** Containers differ (UTF-8 or ISO-8859-1); what was read tells which it was. */
    private static Charset guess(List<String> texts) {
        return texts.stream().anyMatch(FormCharset::isUtf8ReadAsLatin1)
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

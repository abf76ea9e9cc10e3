// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactCharsetsTest {
    static Stream<Charset> those() {
        return Charset.availableCharsets().values().stream().filter(ExactCharsets::contain);
    }

    /** All spellings of one and two bytes, and those of three bytes of EUC-JP's second plane. */
    @ParameterizedTest
    @MethodSource("those")
    void every_spelling_comes_back(Charset charset) {
        Spelling spelling = new Spelling(charset);
        for (int i = 0; i < 1 << 16; i++) {
            spelling.comesBack((byte) (i >> 8), (byte) i);
        }
        for (int i = 0; i < 1 << 8; i++) {
            spelling.comesBack((byte) i);
        }
        if (charset.name().equals("EUC-JP")) {
            for (int i = 0; i < 1 << 16; i++) {
                spelling.comesBack((byte) 0x8F, (byte) (i >> 8), (byte) i);
            }
        }
    }

    /** Those of four bytes, of some first bytes: the planes that are full, empty and last. */
    @ParameterizedTest
    @ValueSource(ints = {0x81, 0x84, 0x90, 0xE3, 0xFE})
    void every_spelling_of_four_bytes_comes_back(int first) {
        Spelling spelling = new Spelling(Charset.forName("GB18030"));
        for (int i = 0; i < 10 * 126 * 10; i++) {
            spelling.comesBack(
                    (byte) first, (byte) (0x30 + i / 1260), (byte) (0x81 + i / 10 % 126), (byte) (0x30 + i % 10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-16",
                "UTF-32",
                "windows-31j",
                "ISO-2022-JP",
                "ISO-2022-KR",
                "Big5",
                "UTF-32BE",
                "x-UTF-16LE-BOM",
                "IBM037"
            })
    void others_are_none(String name) {
        assertThat(ExactCharsets.contain(Charset.forName(name))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-8", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1252", "Shift_JIS", "EUC-JP", "GBK"})
    void those_in_use_are_there(String name) {
        assertThat(ExactCharsets.contain(Charset.forName(name))).isTrue();
    }

    /** Reads and writes in one charset, and takes no character for another. */
    private static final class Spelling {
        private final CharsetDecoder decoder;
        private final CharsetEncoder encoder;
        private final CharBuffer chars = CharBuffer.allocate(16);
        private final ByteBuffer again = ByteBuffer.allocate(64);

        Spelling(Charset charset) {
            decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            encoder = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
        }

        /** No character, or one without a spelling, is no matter: such a body is not copied. */
        void comesBack(byte... bytes) {
            chars.clear();
            again.clear();
            if (decoder.reset().decode(ByteBuffer.wrap(bytes), chars, true).isError()) {
                return;
            }
            decoder.flush(chars);
            if (encoder.reset().encode(chars.flip(), again, true).isError()) {
                return;
            }
            encoder.flush(again);
            if (!again.flip().equals(ByteBuffer.wrap(bytes))) {
                throw new AssertionError(
                        decoder.charset() + ": " + HexFormat.of().formatHex(bytes));
            }
        }
    }
}

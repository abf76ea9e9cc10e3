// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
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
        byte[] prefix = new byte[0];
        for (int i = 0; i < 1 << 16; i++) {
            comesBack(charset, prefix, (byte) (i >> 8), (byte) i);
            comesBack(charset, new byte[] {(byte) 0x8F}, (byte) (i >> 8), (byte) i);
            comesBack(charset, prefix, (byte) i);
        }
    }

    /** Those of four bytes, of some first bytes: the planes that are full, empty and last. */
    @ParameterizedTest
    @ValueSource(ints = {0x81, 0x84, 0x90, 0xE3, 0xFE})
    void every_spelling_of_four_bytes_comes_back(int first) {
        Charset charset = Charset.forName("GB18030");
        for (int i = 0; i < 10 * 126 * 10; i++) {
            comesBack(charset, new byte[] {(byte) first}, (byte) (0x30 + i / 1260), (byte) (0x81 + i / 10 % 126), (byte)
                    (0x30 + i % 10));
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

    private static void comesBack(Charset charset, byte[] prefix, byte... rest) {
        byte[] bytes = ByteBuffer.allocate(prefix.length + rest.length)
                .put(prefix)
                .put(rest)
                .array();
        try {
            CharBuffer chars = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            ByteBuffer again = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(chars);
            if (!again.equals(ByteBuffer.wrap(bytes))) {
                throw new AssertionError(
                        charset + ": " + java.util.HexFormat.of().formatHex(bytes));
            }
        } catch (CharacterCodingException e) {
            // No character, or one without a spelling: such a body is not copied.
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8Test {
    /** Where characters of one, two, three and four bytes begin and end, and where what looks like one does. */
    private static final int[] EDGES = {
        0x00, 0x22, 0x61, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
        0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };

    @Test
    void says_what_the_decoder_of_the_platform_says() {
        SplittableRandom random = new SplittableRandom(8);
        int wellFormed = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            Arrays.fill(bytes, (byte) 'a');
            for (int n = random.nextInt(5), at = random.nextInt(bytes.length + 1); n > 0 && at < bytes.length; n--) {
                bytes[at++] = (byte) EDGES[random.nextInt(EDGES.length)];
            }
            boolean expected = isDecoded(bytes);
            wellFormed += expected ? 1 : 0;
            assertThat(Utf8.isWellFormed(bytes, bytes.length))
                    .as(Arrays.toString(bytes))
                    .isEqualTo(expected);
        }
        assertThat(wellFormed).isBetween(30_000, 270_000);
    }

    @Test
    void text_of_every_length_of_character_is_well_formed() {
        byte[] bytes = "plain, ß, 漢字, 😀, and plain again to the end of it".getBytes(UTF_8);
        assertThat(Utf8.isWellFormed(bytes, bytes.length)).isTrue();
        assertThat(Utf8.isWellFormed(bytes, 8)).isFalse();
    }

    @Test
    void json_in_bytes_that_only_look_like_characters_is_refused() {
        assertThat(read(new byte[] {'"', (byte) 0xc1, (byte) 0xa1, '"'})).contains(Refusal.MALFORMED);
        assertThat(read("\"aß\"".getBytes(UTF_8))).isEmpty();
        assertThat(read("\"aß\"".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)))
                .isEmpty();
        assertThat(read("\"aß\"".getBytes(java.nio.charset.StandardCharsets.UTF_16)))
                .isEmpty();
    }

    private static Optional<Refusal> read(byte[] bytes) {
        DocumentReader reader = new DocumentReader(DocumentLimits.DEFAULT, new SplittableRandom(3));
        return reader.read(List.of(ByteBuffer.wrap(bytes)), MediaType.parse("application/json"), "", reader.document());
    }

    private static boolean isDecoded(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

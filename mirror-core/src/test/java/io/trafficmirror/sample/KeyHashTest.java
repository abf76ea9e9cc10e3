// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash that decides which users are in: pinned for ever. */
class KeyHashTest {
    @ParameterizedTest
    @CsvSource({
        "a, 82a2a958a9bece5b",
        "42, 810b196a56ee3cec",
        "user-1, 41a2fca5c68401c5",
        "alice@example.com, 53e4b3bc79050458",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301, 3a05a74f9c952443",
        "Zo\u00eb \u20ac, 31bbaec4681c0e22"
    })
    void the_golden_values_never_change(String key, String hash) {
        assertThat(Long.toHexString(hash(key))).isEqualTo(hash);
    }

    @Test
    void utf_8_is_hashed_unit_by_unit_as_the_encoder_would() {
        for (String text : new String[] {
            "abc", "\u00e9\u0800\uffff", "\ud83d\ude00!", "x\ud83d\ude00", "\ud800", "\udc00x", "a\ud800b"
        }) {
            String octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            assertThat(supplied(text)).as(text).isEqualTo(hash(text)).isEqualTo(octets(octets));
        }
    }

    @Test
    void a_share_is_compared_exactly() {
        SplittableRandom random = new SplittableRandom(1);
        BigInteger whole = BigInteger.ONE.shiftLeft(64);
        for (int i = 0; i < 200_000; i++) {
            int denominator = 1 + random.nextInt(i % 2 == 0 ? 100 : Integer.MAX_VALUE);
            Fraction share = new Fraction((int) random.nextLong(denominator + 1L), denominator);
            // Every other hash stands within a few steps of the border of the share.
            BigInteger border =
                    whole.multiply(BigInteger.valueOf(share.numerator())).divide(BigInteger.valueOf(denominator));
            long hash = i % 4 < 2 ? random.nextLong() : border.longValue() + random.nextInt(5) - 2;
            boolean in = new BigInteger(Long.toUnsignedString(hash))
                            .multiply(BigInteger.valueOf(denominator))
                            .compareTo(whole.multiply(BigInteger.valueOf(share.numerator())))
                    < 0;
            assertThat(share.covers(hash)).as("%x below %s", hash, share).isEqualTo(in);
        }
    }

    private static long hash(String key) {
        return octets(new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static long octets(String octets) {
        long state = KeyHash.START;
        for (int i = 0; i < octets.length(); i++) {
            state = KeyHash.add(state, octets.charAt(i));
        }
        return KeyHash.finish(state);
    }

    private static long supplied(String text) {
        long state = KeyHash.START;
        for (int i = 0; i < text.length(); i++) {
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            state = KeyHash.addUtf8(state, text.charAt(i), next);
            i += Character.isSurrogatePair(text.charAt(i), next) ? 1 : 0;
        }
        return KeyHash.finish(state);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BodyHashTest {
    private final Random random = new Random(19);

    @Test
    void how_a_body_is_cut_does_not_matter() {
        for (int i = 0; i < 2_000; i++) {
            byte[] body = bytes(random.nextInt(300));
            BodyHash pieces = new BodyHash();
            int at = 0;
            while (at < body.length) {
                int n = 1 + random.nextInt(Math.min(70, body.length - at));
                add(pieces, body, at, n);
                at += n;
            }

            assertThat(pieces.value()).as("%d bytes", body.length).isEqualTo(hash(body));
        }
    }

    private void add(BodyHash hash, byte[] body, int at, int n) {
        switch (random.nextInt(4)) {
            case 0 -> hash.add(body, at, n);
            case 1 -> hash.add(ByteBuffer.wrap(body, at, n));
            case 2 -> hash.add(direct(body, at, n));
            default -> hash.add(direct(body, at, n).order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    private static ByteBuffer direct(byte[] body, int at, int n) {
        return ByteBuffer.allocateDirect(n).put(body, at, n).flip();
    }

    @Test
    void bodies_that_differ_in_eight_bytes_differ() {
        byte[] body = bytes(200);
        Set<Long> seen = new HashSet<>();
        seen.add(hash(body));
        for (int at = 0; at < body.length; at++) {
            for (int other = 1; other < 256; other++) {
                byte[] changed = body.clone();
                changed[at] ^= (byte) other;

                assertThat(seen.add(hash(changed))).as("byte %d", at).isTrue();
            }
        }
    }

    @Test
    void words_that_have_changed_places_are_seen() {
        byte[] body = bytes(96);
        Set<Long> seen = new HashSet<>();
        for (int one = 0; one < 12; one++) {
            for (int other = one + 1; other < 12; other++) {
                byte[] changed = body.clone();
                System.arraycopy(body, one * 8, changed, other * 8, 8);
                System.arraycopy(body, other * 8, changed, one * 8, 8);

                assertThat(seen.add(hash(changed))).as("%d and %d", one, other).isTrue();
            }
        }
        assertThat(seen).doesNotContain(hash(body));
    }

    @Test
    void zeros_at_the_end_count() {
        Set<Long> seen = new HashSet<>();
        for (int length = 0; length < 100; length++) {
            assertThat(seen.add(hash(new byte[length]))).as("%d bytes", length).isTrue();
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static long hash(byte[] body) {
        BodyHash hash = new BodyHash();
        hash.add(body, 0, body.length);
        return hash.value();
    }
}

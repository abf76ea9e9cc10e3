// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.trafficmirror.capture.HeldBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCollectorTest {
    private final ByteBudget budget = new ByteBudget(1 << 20);
    private final ByteCollector collector = new ByteCollector(budget);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 65_536, 65_537, 300_000})
    void gives_back_byte_for_byte_what_came_in_pieces(int size) {
        byte[] sent = bytes(size);
        Random random = new Random(size);
        for (int at = 0; at < size; ) {
            int n = Math.min(size - at, 1 + random.nextInt(5000));
            assertThat(n % 2 == 0 ? collector.add(sent, at, n) : collector.add(ByteBuffer.wrap(sent, at, n)))
                    .isTrue();
            at += n;
        }
        assertThat(collector.size()).isEqualTo(size);
        assertThat(budget.held()).isGreaterThanOrEqualTo(size);

        HeldBody collected = collector.take();

        assertThat(contentOf(collected)).isEqualTo(sent);
        collected.release();
        assertThat(budget.held()).isZero();
    }

    @Test
    void reserves_at_most_twice_what_came_and_a_chunk() {
        for (int size = 1; size < 300_000; size *= 3) {
            ByteCollector fresh = new ByteCollector(budget);
            for (int i = 0; i < size; i++) {
                fresh.add(new byte[1], 0, 1);
            }
            assertThat(budget.held())
                    .isBetween((long) size, Math.min(2L * size, size + (64L << 10)) * 33 / 32 + 1024 + 128 * 20);
            fresh.discard();
        }
    }

    @Test
    void holds_nothing_before_the_first_byte_and_nothing_after_it_is_discarded() {
        assertThat(budget.held()).isZero();
        collector.add(bytes(5000), 0, 5000);
        assertThat(budget.held()).isGreaterThan(0);
        collector.discard();
        assertThat(budget.held()).isZero();
        collector.discard();
        assertThat(budget.held()).as("discarded twice").isZero();
    }

    @Test
    void stops_at_the_budget_and_holds_no_more_than_it_says() {
        ByteBudget small = new ByteBudget(3000);
        ByteCollector fresh = new ByteCollector(small);

        assertThat(fresh.add(bytes(1000), 0, 1000)).isTrue();
        assertThat(fresh.add(bytes(5000), 0, 5000)).isFalse();
        assertThat(small.held()).isLessThanOrEqualTo(3000);
        fresh.discard();
        assertThat(small.held()).isZero();
    }

    @Test
    void what_was_taken_stays_as_it_is_when_the_collector_goes_on() {
        collector.add(new byte[] {1, 2, 3}, 0, 3);
        HeldBody first = collector.take();
        collector.add(new byte[] {4, 5, 6}, 0, 3);

        assertThat(contentOf(first)).containsExactly(1, 2, 3);
        assertThat(contentOf(collector.take())).containsExactly(4, 5, 6);
    }

    @Test
    void does_not_see_what_the_giver_writes_into_its_array_later() {
        byte[] given = {1, 2, 3};
        collector.add(given, 0, 3);
        given[0] = 9;

        assertThat(contentOf(collector.take())).containsExactly(1, 2, 3);
    }

    @Test
    void hashes_only_what_it_does_not_keep() {
        ByteCollector observed = ByteCollector.forObservation(budget);
        observed.add(bytes(50_000), 0, 40_000);
        long kept = budget.work().nanos();
        observed.unkeep();
        observed.add(ByteBuffer.wrap(bytes(50_000), 40_000, 10_000));

        HeldBody measured = observed.measured(HeldBody.State.TRUNCATED);

        assertThat(measured.hash()).isEqualTo(HeldBody.of(bytes(50_000)).hash());
        assertThat(measured.length()).isEqualTo(50_000);
        assertThat(budget.work().nanos() - kept).as("0.2 ns a byte").isEqualTo(10_000);
        assertThat(budget.held()).isZero();
    }

    @Test
    void the_hash_of_what_it_kept_is_that_of_the_same_bytes_elsewhere() {
        collector.add(bytes(50_000), 0, 50_000);
        ChargedBody body = collector.take();

        assertThat(body.hash()).isEqualTo(HeldBody.of(bytes(50_000)).hash()).isPresent();

        body.release();
        assertThatIllegalStateException().isThrownBy(body::hash);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] contentOf(HeldBody collected) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (ByteBuffer buffer : collected.buffers()) {
            byte[] part = new byte[buffer.remaining()];
            buffer.duplicate().get(part);
            content.writeBytes(part);
        }
        return content.toByteArray();
    }
}

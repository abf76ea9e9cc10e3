// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenRecordsTest {
    @Test
    void knows_each_number_of_a_round_and_all_below_its_floor() {
        SeenRecords seen = SeenRecords.NONE.with(5, 3, 100).with(3, 3, 90);
        assertThat(seen.has(0)).isTrue();
        assertThat(seen.has(3)).isTrue();
        assertThat(seen.has(4)).isFalse();
        assertThat(seen.has(5)).isTrue();
        assertThat(seen.has(6)).isFalse();
        assertThat(seen.madeMillis()).isEqualTo(100);
        SeenRecords next = seen.with(8, 6, 120);
        assertThat(next.has(4)).as("below the floor nothing will come").isTrue();
        assertThat(next.has(6)).isFalse();
    }

    @Test
    void is_the_same_after_bytes() {
        SeenRecords seen = SeenRecords.NONE.with(70, 3, 100).with(4, 3, 90);
        assertThat(SeenRecords.of(seen.toBytes())).isEqualTo(seen);
        assertThat(SeenRecords.of(SeenRecords.NONE.toBytes())).isEqualTo(SeenRecords.NONE);
    }

    @Test
    void says_the_same_as_a_set_of_all_numbers() {
        Random random = new Random(1);
        SeenRecords seen = SeenRecords.NONE;
        Set<Long> all = new HashSet<>();
        long floor = 0;
        for (int round = 0; round < 200; round++) {
            int length = 1 + random.nextInt(40);
            for (int i = 0; i < 60; i++) {
                long number = floor + random.nextInt(length);
                assertThat(seen.has(number)).isEqualTo(all.contains(number));
                if (all.add(number)) {
                    seen = SeenRecords.of(seen.with(number, floor, i).toBytes());
                }
            }
            floor += length;
        }
    }

    @Test
    void a_number_that_no_round_has_is_refused() {
        assertThatThrownBy(() -> SeenRecords.NONE.with(1L << 40, 0, 1)).hasMessageStartingWith("sequence: must be");
    }
}

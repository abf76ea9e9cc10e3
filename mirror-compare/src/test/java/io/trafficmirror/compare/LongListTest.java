// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.PAGE;
import static io.trafficmirror.compare.Trial.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.report.Response;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of which each element differs in each response: one that is wrong must not hide among them. */
class LongListTest {
    private final Random random = new Random(23);
    private final Trial trial = new Trial();

    /** So many ids, one of which is none. */
    private Response ids(int size, int wrong) {
        return json(IntStream.range(0, size)
                .mapToObj(i -> i == wrong ? "\"none\"" : "\"" + new UUID(random.nextLong(), random.nextLong()) + "\"")
                .collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void one_of_a_hundred_ids_that_is_none_is_found_wherever_it_stands() {
        for (int place : new int[] {0, 50, 99}) {
            Trial one = new Trial();
            one.see(40, n -> ids(100, -1), n -> ids(100, place));

            assertThat(one.causes()).containsExactly(PAGE + "$[*]  value, format lost  40 of 40 (control 0)");
        }
    }

    @Test
    void a_hundred_ids_are_noise() {
        trial.see(40, n -> ids(100, -1), n -> ids(100, -1));

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
    }

    @Test
    void one_among_very_many_is_found_with_more_exchanges() {
        trial.see(400, n -> ids(1200, -1), n -> ids(1200, 0));

        assertThat(trial.causes()).singleElement().asString().startsWith(PAGE + "$[*]  value, format lost");
    }
}

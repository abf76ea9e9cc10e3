// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At most so many in any second. */
class RateCapTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(-3 * SECOND);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 4096, 4097, 8191, 1_000_000, Integer.MAX_VALUE})
    void no_second_holds_more_than_the_cap_and_load_fills_it(int perSecond) {
        RateCap cap = new RateCap(perSecond, clock::get);
        int asked = Math.min(perSecond, 1_000_000) + 10_000;
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += cap.admit() ? 1 : 0;
        }
        if (perSecond <= RateCap.RING) {
            assertThat(admitted).isEqualTo(perSecond);
        } else {
            assertThat(admitted).isBetween((int) (Math.min(perSecond, asked) * 0.999), Math.min(perSecond, asked));
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5, 3", "3, 5", "100, 1", "4096, 9000", "9000, 4096", "20000, 20000"})
    void another_size_remembers_what_was_admitted(int before, int after) {
        RateCap cap = new RateCap(before, clock::get);
        int first = admitted(cap, 2 * before);
        clock.addAndGet(SECOND / 2);
        RateCap resized = cap.resized(after);

        int second = admitted(resized, 2 * after);
        assertThat(second).isLessThanOrEqualTo(Math.max(0, after - first) + after / 1000);
        clock.addAndGet(SECOND / 2);
        assertThat(admitted(resized, 2 * after)).isBetween((int) ((after - second) * 0.999) - 1, after - second);
    }

    private static int admitted(RateCap cap, int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += cap.admit() ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void the_second_may_start_anywhere() {
        RateCap cap = new RateCap(50, clock::get);
        SplittableRandom random = new SplittableRandom(9);
        Deque<Long> admitted = new ArrayDeque<>();
        for (int i = 0; i < 200_000; i++) {
            long now = clock.addAndGet(random.nextLong(i % 1000 < 500 ? SECOND / 1000 : SECOND / 10));
            while (!admitted.isEmpty() && now - admitted.peekFirst() >= SECOND) {
                admitted.removeFirst();
            }
            boolean free = admitted.size() < 50;
            assertThat(cap.admit()).isEqualTo(free);
            if (free) {
                admitted.addLast(now);
            }
        }
    }

    @Test
    void no_race_admits_one_too_many() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                RateCap cap = new RateCap(round % 2 == 0 ? 1 : 64, clock::get);
                List<Future<Integer>> counts = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    counts.add(threads.submit(() -> {
                        int admitted = 0;
                        for (int i = 0; i < 200; i++) {
                            admitted += cap.admit() ? 1 : 0;
                        }
                        return admitted;
                    }));
                }
                int sum = 0;
                for (Future<Integer> count : counts) {
                    sum += count.get();
                }
                assertThat(sum).isEqualTo(round % 2 == 0 ? 1 : 64);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

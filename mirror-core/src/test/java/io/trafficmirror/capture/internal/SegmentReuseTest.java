// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Memory of bodies that is used again: for one body at a time, and within the budget. Whatever goes to the pool is poisoned first. */
class SegmentReuseTest {
    private static final byte POISON = (byte) 0xDB;
    private static final int LARGE = 100_000;

    private final ByteBudget budget = new ByteBudget(4 << 20, SegmentReuseTest::poison);

    private static void poison(byte[] used) {
        Arrays.fill(used, POISON);
    }

    @Test
    void a_large_body_uses_the_memory_of_the_one_before() {
        ChargedBody first = body(1, LARGE);
        Set<Object> arrays = arrays(first);
        first.release();
        assertThat(budget.held()).isZero();
        assertThat(budget.idle()).isPositive();

        ChargedBody second = body(2, LARGE);

        assertThat(arrays(second))
                .hasSizeGreaterThan(2)
                .allMatch(array -> arrays.contains(array) || length(array) < 16 << 10);
        check(second, 2, LARGE);
        second.release();
    }

    @Test
    void a_small_body_takes_no_segment() {
        ChargedBody small = body(1, 1500);

        assertThat(budget.held()).isLessThan(4000);
        small.release();
        assertThat(budget.idle()).isZero();
    }

    @Test
    void what_was_shown_is_never_used_again() {
        ChargedBody shown = body(1, LARGE);
        List<ByteBuffer> kept = shown.buffers();
        shown.release();

        assertThat(budget.idle()).isZero();
        assertThat(budget.held()).isZero();
        body(2, LARGE).release();
        assertThat(matches(kept, 1)).isTrue();
    }

    @Test
    void what_somebody_may_still_read_is_never_used_again() {
        ChargedBody lent = body(1, LARGE);
        List<ByteBuffer> kept = lent.asBody().buffers();
        lent.release(false);

        assertThat(budget.idle()).isZero();
        assertThat(matches(kept, 1)).isTrue();
    }

    @Test
    void nobody_reads_a_body_behind_its_last_holder() {
        ChargedBody over = body(1, LARGE);
        over.release();

        assertThatThrownBy(over::buffers).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(over::retain).isInstanceOf(IllegalStateException.class);
        assertThat(over.tryRetain()).isFalse();
        long idle = budget.idle();
        assertThatThrownBy(over::release).isInstanceOf(IllegalStateException.class);
        assertThat(budget.idle()).as("released twice").isEqualTo(idle);
    }

    @Test
    void what_lies_idle_counts_and_gives_way_to_whoever_needs_the_room() {
        body(1, 900_000).release();
        assertThat(budget.idle()).isBetween(800_000L, 1L << 20);

        assertThat(budget.tryReserve(budget.limit() + 1)).isFalse();
        assertThat(budget.tryReserve(budget.limit() - 100)).isTrue();

        assertThat(budget.idle()).isZero();
        assertThat(budget.held()).isEqualTo(budget.limit() - 100);
        budget.release(budget.limit() - 100);
        assertThat(budget.held()).isZero();
    }

    @Test
    void the_pool_keeps_what_is_given_back_at_once() {
        List<ChargedBody> bodies = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            bodies.add(body(i, LARGE));
        }
        long held = budget.held();
        bodies.forEach(ChargedBody::release);

        assertThat(budget.idle()).isBetween(held / 10 * 9, held);
        assertThat(budget.held()).isZero();
    }

    @Test
    void what_was_not_needed_for_a_while_is_given_back() {
        body(1, 900_000).release();
        for (int round = 0; round < 200; round++) {
            budget.trim();
        }

        assertThat(budget.idle()).isZero();
        assertThat(budget.held()).isZero();
    }

    @Test
    void what_a_collector_gives_up_is_used_again_and_what_observers_hold_gives_way_first() {
        ByteCollector collector = ByteCollector.forObservation(budget);
        while (collector.add(pattern(1, 20_000), 0, 20_000)) {}
        assertThat(budget.held()).isLessThanOrEqualTo(budget.limit() / 4 * 3);
        collector.discard();

        assertThat(budget.held()).isZero();
        assertThat(budget.idle()).isPositive();
        check(body(2, LARGE), 2, LARGE);
    }

    /** Each body holds its own number, over and over; each thread keeps some, and checks them when it lets them go. */
    @Test
    void no_segment_is_seen_by_two_bodies_at_once() throws Exception {
        Queue<ChargedBody> handed = new ConcurrentLinkedQueue<>();
        race(4, number -> {
            Random random = new Random(number);
            ArrayDeque<Object[]> mine = new ArrayDeque<>();
            for (int turn = 0; turn < 4000; turn++) {
                int id = number * 4000 + turn;
                int size = random.nextInt(LARGE);
                ByteCollector collector =
                        random.nextInt(4) == 0 ? ByteCollector.forObservation(budget) : new ByteCollector(budget);
                if (!collector.add(pattern(id, size), 0, size) || random.nextInt(10) == 0) {
                    collector.discard();
                } else {
                    mine.add(new Object[] {collector.take(), id, size});
                }
                if (mine.size() > random.nextInt(12)) {
                    Object[] oldest = mine.remove();
                    ChargedBody body = (ChargedBody) oldest[0];
                    check(body, (int) oldest[1], (int) oldest[2]);
                    if (random.nextInt(4) == 0) {
                        handed.add(body);
                    } else {
                        body.release();
                    }
                }
                ChargedBody other = handed.poll();
                if (other != null) {
                    other.release();
                }
                if (random.nextInt(50) == 0) {
                    budget.trim();
                }
            }
            mine.forEach(rest -> ((ChargedBody) rest[0]).release());
            return null;
        });
        handed.forEach(ChargedBody::release);

        assertThat(budget.held()).isZero();
        assertThat(budget.idle()).isLessThanOrEqualTo(budget.limit());
    }

    private interface Part {
        Void run(int number) throws Exception;
    }

    private static void race(int number, Part part) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(number);
        try {
            CyclicBarrier start = new CyclicBarrier(number);
            List<Callable<Void>> parts = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int mine = i;
                parts.add(() -> {
                    start.await();
                    return part.run(mine);
                });
            }
            for (Future<Void> done : threads.invokeAll(parts)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private ChargedBody body(int id, int size) {
        ByteCollector collector = new ByteCollector(budget);
        assertThat(collector.add(pattern(id, size), 0, size)).isTrue();
        return collector.take();
    }

    private static byte[] pattern(int id, int size) {
        byte[] bytes = new byte[size];
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        while (numbers.remaining() >= Integer.BYTES) {
            numbers.putInt(id);
        }
        return bytes;
    }

    private static void check(ChargedBody body, int id, int size) {
        List<ByteBuffer> buffers = body.asBody().buffers();
        if (body.length() != size || !matches(buffers, id)) {
            throw new AssertionError("another one's bytes in body " + id);
        }
    }

    private static boolean matches(List<ByteBuffer> buffers, int id) {
        ByteBuffer whole = ByteBuffer.allocate(
                buffers.stream().mapToInt(ByteBuffer::remaining).sum());
        buffers.forEach(buffer -> whole.put(buffer.duplicate()));
        return Arrays.equals(whole.array(), pattern(id, whole.capacity()));
    }

    @SuppressWarnings("ByteBufferBackingArray") // whole arrays, made by the collector
    private static Set<Object> arrays(ChargedBody body) {
        Set<Object> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        body.asBody().buffers().forEach(buffer -> arrays.add(buffer.array()));
        return arrays;
    }

    private static int length(Object array) {
        return ((byte[]) array).length;
    }
}

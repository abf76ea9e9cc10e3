// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is done with segments on the last bytes of a stack, from the overflow upwards, frame by frame: whatever breaks off, the account is
 * true, and no segment lies in the pool twice.
 */
class SegmentDeepStackTest {
    private static final long STACK_BYTES = 256 << 10;
    private static final int DEPTHS = 120;
    private static final int BYTES = 100_000;

    private final ByteBudget budget = new ByteBudget(2 << 20);

    @Test
    void a_body_that_is_given_back_there_is_given_back_once() throws Exception {
        for (int above = 0; above < DEPTHS; above++) {
            ChargedBody body = CaptureBody.of(budget, (byte) above, BYTES);
            Outcome outcome = new Outcome();
            atTheEndOfTheStack(above, body::release, outcome);
            if (outcome.thrown != null) {
                body.release();
            }
            isTrue(above);
        }
    }

    @Test
    void a_body_that_is_collected_there_costs_no_byte() throws Exception {
        CaptureBody.of(budget, (byte) 1, BYTES).release();
        for (int above = 0; above < DEPTHS; above++) {
            ByteCollector collector = new ByteCollector(budget);
            atTheEndOfTheStack(above, () -> collector.add(new byte[BYTES], 0, BYTES), new Outcome());
            collector.discard();
            isTrue(above);
        }
    }

    @Test
    void a_body_that_is_taken_there_is_taken_or_stays() throws Exception {
        for (int above = 0; above < DEPTHS; above++) {
            ByteCollector collector = new ByteCollector(budget);
            collector.add(new byte[BYTES], 0, BYTES);
            ChargedBody[] taken = new ChargedBody[1];
            atTheEndOfTheStack(above, () -> taken[0] = collector.take(), new Outcome());
            if (taken[0] != null) {
                taken[0].release();
            }
            collector.discard();
            isTrue(above);
        }
    }

    @Test
    void a_body_that_is_given_up_there_is_not_taken_for_whole() throws Exception {
        for (int above = 0; above < DEPTHS; above++) {
            ByteCollector collector = new ByteCollector(budget);
            collector.add(new byte[BYTES], 0, BYTES);
            Outcome outcome = new Outcome();
            atTheEndOfTheStack(above, collector::discard, outcome);
            if (outcome.thrown != null && collector.size() != BYTES) {
                assertThat(collector.add(new byte[1], 0, 1)).isFalse();
            }
            collector.discard();
            isTrue(above);
        }
    }

    @Test
    void room_that_is_made_there_is_no_room_lost() throws Exception {
        for (int above = 0; above < DEPTHS; above++) {
            ChargedBody[] bodies = new ChargedBody[4];
            Arrays.setAll(bodies, i -> CaptureBody.of(budget, (byte) i, BYTES));
            for (ChargedBody body : bodies) {
                body.release();
            }
            Outcome outcome = new Outcome();
            boolean[] had = new boolean[1];
            atTheEndOfTheStack(above, () -> had[0] = budget.tryReserve(budget.limit()), outcome);
            if (had[0]) {
                budget.release(budget.limit());
            }
            isTrue(above);
        }
    }

    private void isTrue(int above) {
        assertThat(budget.held()).as("%s frames above the overflow", above).isZero();
        Set<byte[]> segments = Collections.newSetFromMap(new IdentityHashMap<>());
        int number = (int) (budget.idle() / SegmentPool.CHARGE);
        for (int i = 0; i < number; i++) {
            byte[] segment = budget.idleSegment(budget.limit());
            if (segment != null) {
                segments.add(segment);
            }
        }
        assertThat(segments).as("%s frames above the overflow", above).hasSize(number);
        budget.release((long) number * SegmentPool.CHARGE);
        assertThat(budget.held()).isZero();
    }

    private static final class Outcome {
        private @Nullable Throwable thrown;
    }

    private static void atTheEndOfTheStack(int above, Runnable work, Outcome outcome) throws InterruptedException {
        Thread thread = new Thread(
                null,
                () -> {
                    int[] deepest = {0};
                    try {
                        descend(Integer.MAX_VALUE, deepest, () -> {});
                    } catch (StackOverflowError e) {
                        // The depth is known now.
                    }
                    try {
                        descend(deepest[0] - above, new int[1], work);
                    } catch (StackOverflowError e) {
                        outcome.thrown = e;
                    }
                },
                "deep",
                STACK_BYTES);
        thread.start();
        thread.join();
    }

    private static int descend(int frames, int[] depth, Runnable work) {
        depth[0]++;
        if (frames <= 0) {
            work.run();
            return 0;
        }
        return 1 + descend(frames - 1, depth, work);
    }
}

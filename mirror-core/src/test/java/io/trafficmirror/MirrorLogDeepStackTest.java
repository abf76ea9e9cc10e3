// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** What is said on the last bytes of a stack, from the overflow upwards, byte by byte: no lock stays taken, so that the next line can be said. */
class MirrorLogDeepStackTest {
    private static final long STACK_BYTES = 256 << 10;
    private static final int DEPTHS = 60;
    private static final int SHIFTS = 4;

    private final MirrorLog log = new MirrorLog(NOPLogger.NOP_LOGGER, Runnable::run);

    @Test
    void a_line_that_breaks_off_keeps_no_lock() throws Exception {
        for (int above = 0; above < DEPTHS; above++) {
            for (int shift = 0; shift < SHIFTS; shift++) {
                say(above, shift);
                CompletableFuture<Void> next = CompletableFuture.runAsync(log::round, work -> start(work, 1 << 20));
                assertThat(next)
                        .as("%s frames and %s shifts above the overflow", above, shift)
                        .succeedsWithin(60, TimeUnit.SECONDS);
            }
        }
    }

    private void say(int above, int shift) throws InterruptedException {
        start(
                        () -> {
                            int[] deepest = {0};
                            try {
                                descend(Integer.MAX_VALUE, deepest, 0);
                            } catch (StackOverflowError e) {
                                // The depth is known now.
                            }
                            try {
                                descend(deepest[0] - above, new int[1], shift);
                            } catch (StackOverflowError e) {
                                // Said or not said.
                            }
                        },
                        STACK_BYTES)
                .join();
    }

    private static Thread start(Runnable work, long stack) {
        Thread thread = new Thread(null, work, "deep", stack);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private int descend(int frames, int[] depth, int shift) {
        depth[0]++;
        if (frames <= 0) {
            return (int) shifted(shift, 1, 2, 3);
        }
        return 1 + descend(frames - 1, depth, shift);
    }

    /** Frames of another size. */
    private long shifted(int shift, long a, long b, long c) {
        if (shift > 0) {
            return shifted(shift - 1, a + 1, b + 1, c + 1) + a;
        }
        log.warn("deep");
        return a;
    }
}

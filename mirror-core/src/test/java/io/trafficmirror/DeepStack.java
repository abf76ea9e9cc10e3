// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

/** Runs work on the last frames of a stack, from the overflow upwards. Stateless. */
final class DeepStack {
    private static final long STACK_BYTES = 256 << 10;

    private DeepStack() {}

    /**
     * Whether the work came to its end. Frames are coarse: so each depth is tried with four widths of the last one.
     *
     * @param step how far above the overflow, in quarters of a frame
     */
    static boolean atItsEnd(int step, Runnable work) throws InterruptedException {
        boolean[] whole = {false};
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
                        descend(deepest[0] - step / 4, new int[1], () -> {
                            wide(step % 4, 1L, 2L, work);
                            whole[0] = true;
                        });
                    } catch (StackOverflowError e) {
                        // As the caller would see it.
                    }
                },
                "deep",
                STACK_BYTES);
        thread.start();
        thread.join();
        return whole[0];
    }

    private static long wide(int frames, long a, long b, Runnable work) {
        if (frames == 0) {
            work.run();
            return a;
        }
        return b + wide(frames - 1, a, b, work);
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

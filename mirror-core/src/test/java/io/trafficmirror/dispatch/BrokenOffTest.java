// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Copies that an Error breaks off where nothing but a sweep can find them. */
class BrokenOffTest {
    private static final long STACK = 256 << 10;

    private final List<Throwable> faults = new ArrayList<>();
    private final List<CallListener> launched = new ArrayList<>();
    private final ByteBudget budget = new ByteBudget(8 << 20);
    private final Dispatcher dispatcher = new Dispatcher(
            Target.parse("http://shadow"),
            TargetLimits.DEFAULT,
            new Kept(),
            new DispatcherListener() {
                @Override
                public void breaker(Target target, boolean opened) {}

                @Override
                public void fault(Throwable fault) {
                    faults.add(fault);
                }
            },
            System::nanoTime,
            () -> 0L);

    @Test
    void a_copy_that_a_sweep_has_taken_from_its_slot_before_its_end_breaks_off() {
        CountedCopy counts = new CountedCopy() {
            private boolean broken;

            @Override
            public void over(CallEnd how, long sentAt, long endedAt) {
                if (!broken) {
                    broken = true;
                    elsewhere(dispatcher::sweep);
                    throw new OutOfMemoryError("on purpose");
                }
                super.over(how, sentAt, endedAt);
            }
        };
        CountedCopy.captured(dispatcher, counts, budget).leave();
        launched.get(0).onDone(new Outcome.Answered(200, 0, false));
        assertThat(counts.overs).hasValue(0);

        dispatcher.sweep();

        assertThat(counts.overs).hasValue(1);
        assertThat(counts.ends).hasValue(1);
        assertThat(faults).hasSize(1);
        assertAllGivenBack();
    }

    @Test
    void a_response_of_which_an_observer_has_a_part_is_none() {
        CountedCopy counts = new CountedCopy() {
            @Override
            public boolean responseBody(ByteBuffer chunk) {
                throw new OutOfMemoryError("on purpose");
            }
        };
        CountedCopy.captured(dispatcher, counts, budget).leave();
        CallListener transport = launched.get(0);
        transport.onSending();
        transport.onHeaders(200, Headers.empty());

        assertThat(transport.onBody(ByteBuffer.allocate(10))).isFalse();
        transport.onDone(new Outcome.Answered(200, 10, false));

        assertThat(counts.end).isEqualTo(CallEnd.FAILED_BY_FAULT);
        assertAllGivenBack();
    }

    /** Each on a stack of its own, which ends a little later each time. */
    @Test
    void a_copy_that_leaves_on_the_last_frames_of_a_stack() {
        int deepest = deepest();
        for (int above = 0; above < 120; above++) {
            for (int padding = 0; padding < 12; padding++) {
                leaveAt(Math.max(0, deepest - above), padding);
            }
        }
        assertAllGivenBack();
    }

    private void leaveAt(int depth, int padding) {
        CountedCopy counts = new CountedCopy();
        CopyCall copy = CountedCopy.captured(dispatcher, counts, budget);
        onSmallStack(() -> descend(depth, () -> wider(padding, 1L, 2L, 3L, copy::leave)));
        copy.recover();
        dispatcher.sweep();
        launched.forEach(listener -> listener.onDone(new Outcome.Answered(200, 0, false)));
        launched.clear();
        dispatcher.sweep();
        assertThat(counts.drops.get() + counts.ends.get())
                .as("depth %d, padding %d", depth, padding)
                .isEqualTo(1);
    }

    private void assertAllGivenBack() {
        assertThat(budget.held()).isZero();
        assertThat(dispatcher.isHeld()).isFalse();
        assertThat(dispatcher.isBusy()).isFalse();
    }

    private static int deepest() {
        int[] depth = {0};
        onSmallStack(() -> count(depth));
        return depth[0];
    }

    @SuppressWarnings("InfiniteRecursion") // until the stack ends
    private static void count(int[] depth) {
        depth[0]++;
        count(depth);
    }

    private static void descend(int depth, Runnable then) {
        if (depth == 0) {
            then.run();
        } else {
            descend(depth - 1, then);
        }
    }

    /** Frames of another size, so that the stack does not always end at the same place of a frame. */
    private static long wider(int depth, long a, long b, long c, Runnable then) {
        if (depth == 0) {
            then.run();
            return a;
        }
        return a + b + c + wider(depth - 1, b, c, a, then);
    }

    private static void onSmallStack(Runnable work) {
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (StackOverflowError e) {
                        // what an application would have seen
                    }
                },
                "small stack",
                STACK);
        join(thread);
    }

    private static void elsewhere(Runnable work) {
        join(new Thread(work, "elsewhere"));
    }

    private static void join(Thread thread) {
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Is launched, and ends nothing by itself. */
    private final class Kept implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            launched.add(listener);
            return (FailureReason reason, String detail) -> {};
        }

        @Override
        public int openConnections() {
            return 0;
        }

        @Override
        public void close(Duration grace) {}
    }
}

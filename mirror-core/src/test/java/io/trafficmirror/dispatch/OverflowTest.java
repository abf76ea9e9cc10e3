// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A full queue that drops its oldest copies: what a newcomer has to do is bounded, whoever fills the queue meanwhile. */
class OverflowTest {
    private static final int RIVALS = 50;

    private final ByteBudget budget = new ByteBudget(1 << 20);

    /** How many copies each offer that has begun and not returned has put out, the innermost first. */
    private final Deque<AtomicInteger> offers = new ArrayDeque<>();

    private final List<Integer> putOut = new ArrayList<>();
    private int rivals = RIVALS;

    private final Dispatcher dispatcher = new Dispatcher(
            Target.parse("http://shadow"),
            TargetLimits.DEFAULT.withMaxInFlight(1).withMaxQueued(1).withOverflow(TargetLimits.Overflow.DROP_OLDEST),
            new Hanging(),
            new DispatcherListener() {
                @Override
                public void breaker(Target target, boolean opened) {}

                @Override
                public void fault(Throwable fault) {
                    throw new AssertionError(fault);
                }
            },
            () -> 0L,
            () -> 0L);

    /** Each time that a copy is put out, a rival offers another before the newcomer goes on. */
    @Test
    void a_newcomer_puts_out_one_copy_however_fast_the_queue_fills_again() {
        offer();
        offer();
        assertThat(dispatcher.state().queued()).isEqualTo(1);

        offer();

        assertThat(rivals).isZero();
        assertThat(putOut).hasSize(3 + RIVALS).containsOnly(0, 1);
        assertThat(dispatcher.state().queued()).isEqualTo(1);
        dispatcher.close(Duration.ZERO);
        assertThat(budget.held()).isZero();
    }

    private void offer() {
        offers.push(new AtomicInteger());
        CountedCopy.captured(dispatcher, new Rivalled(), budget).leave();
        putOut.add(offers.pop().get());
    }

    private final class Rivalled extends CountedCopy {
        @Override
        public void count(CallEnd how) {
            super.count(how);
            if (how.equals(new CallEnd.Dropped(DropReason.QUEUE_FULL))) {
                offers.element().incrementAndGet();
                if (rivals > 0) {
                    rivals--;
                    offer();
                }
            }
        }
    }

    /** Answers nothing. */
    private static final class Hanging implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            return (reason, detail) -> {};
        }

        @Override
        public int openConnections() {
            return 0;
        }

        @Override
        public void close(Duration grace) {}
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.ChargedBody;
import io.trafficmirror.http.Body;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a dispatcher knows of those in whose place reloads have put it. */
class PredecessorsTest {
    private static final long KEY = 7;

    private final ByteBudget budget = new ByteBudget(1 << 20);
    private final List<CallListener> launched = new ArrayList<>();

    @Test
    void a_copy_on_its_way_before_a_reload_is_one_that_may_be_overtaken() {
        Dispatcher first = dispatcher();
        Dispatcher second = dispatcher();
        leave(first);
        second.follow(first);

        Keyed next = leave(second);
        launched.forEach(listener -> listener.onDone(new Outcome.Answered(200, 0, false)));

        assertThat(next.losses).isEqualTo(1);
    }

    @Test
    void a_dispatcher_to_which_a_reload_comes_back_keeps_its_own_order() {
        Dispatcher first = dispatcher();
        Dispatcher second = dispatcher();
        second.follow(first);
        first.follow(second);

        leave(first);
        Keyed next = leave(first);
        launched.get(0).onDone(new Outcome.Answered(200, 0, false));
        launched.get(1).onDone(new Outcome.Answered(200, 0, false));

        assertThat(next.ends).hasValue(1);
        assertThat(next.losses).isZero();
    }

    @Test
    void any_number_of_reloads_in_a_row_leaves_no_more_than_a_few_known() {
        Predecessors last = new Predecessors(new CopyQueue<>(1, 0));
        for (int i = 0; i < 100; i++) {
            Predecessors next = new Predecessors(new CopyQueue<>(1, 0));
            next.follow(new CopyQueue<>(1, 0), last, 1);
            last = next;
        }

        assertThat(last.size()).isEqualTo(4);
        last.forget(2);
        assertThat(last.size()).isZero();
    }

    private Keyed leave(Dispatcher to) {
        Keyed counts = new Keyed();
        CopyCall call = new CopyCall(to, counts, budget, 512, KEY);
        assertThat(call.begin()).isTrue();
        call.captured(Body.NONE, ChargedBody.EMPTY, false);
        call.leave();
        return counts;
    }

    private Dispatcher dispatcher() {
        return new Dispatcher(
                Target.parse("http://shadow"), TargetLimits.DEFAULT, new Kept(), new Watch(), () -> 0L, () -> 0L);
    }

    private static final class Keyed extends CountedCopy {
        private int losses;

        @Override
        public void followsLoss() {
            losses++;
        }
    }

    private static final class Watch implements DispatcherListener {
        @Override
        public void breaker(Target target, boolean opened) {}

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }
    }

    /** Does nothing that the test does not do. */
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

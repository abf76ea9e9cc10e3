// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.ByteBudget;
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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transport that breaks its contract: each copy ends once all the same, and gives back what it holds. */
class UntrustedTransportTest {
    private static final Outcome ANSWERED = new Outcome.Answered(200, 0, false);
    private static final Duration DEADLINE = Duration.ofMillis(300);

    private final AtomicLong clock = new AtomicLong();
    private final ByteBudget budget = new ByteBudget(1 << 20);
    private final List<Throwable> faults = new ArrayList<>();
    private final List<OutboundCopy> copies = new ArrayList<>();
    private final List<CallListener> listeners = new ArrayList<>();
    private @Nullable Error thrown;
    private final Dispatcher dispatcher = new Dispatcher(
            Target.parse("http://shadow"),
            TargetLimits.DEFAULT.withDeadline(DEADLINE),
            new Rude(),
            new DispatcherListener() {
                @Override
                public void breaker(Target target, boolean opened) {}

                @Override
                public void fault(Throwable fault) {
                    faults.add(fault);
                }
            },
            clock::get,
            () -> 0L);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void throws_when_it_is_told_to_abort_a_copy_that_an_error_has_broken_off(boolean anError) {
        thrown = anError ? new InternalError("on purpose") : null;
        CountedCopy waiting = new BrokenOnce();
        CopyCall given = CountedCopy.captured(dispatcher, waiting, budget);
        assertThatThrownBy(() -> given.dropped(DropReason.BODY_ABORTED)).isInstanceOf(OutOfMemoryError.class);
        CountedCopy sent = new BrokenOnce();
        CountedCopy.captured(dispatcher, sent, budget).leave();
        listeners.get(0).onDone(ANSWERED);
        faults.clear();

        dispatcher.sweep();

        assertThat(sent.overs).hasValue(1);
        assertThat(waiting.overs).as("of what was set aside before").hasValue(1);
        assertAllGivenBack();
        dispatcher.sweep();
        assertThat(faults).as("each told once").hasSize(1);
    }

    @Test
    void tells_no_outcome_of_a_copy_that_is_on_the_wire() {
        CountedCopy count = new CountedCopy();
        CountedCopy.captured(dispatcher, count, budget).leave();
        listeners.get(0).onSending();

        tellNothing(listeners.get(0));

        assertThat(count.sents).hasValue(1);
        assertThat(count.ends).hasValue(1);
        assertThat(count.drops).hasValue(0);
        assertAllGivenBack();
    }

    @Test
    void tells_no_outcome_of_a_copy_that_is_not() {
        CountedCopy count = new CountedCopy();
        CountedCopy.captured(dispatcher, count, budget).leave();

        tellNothing(listeners.get(0));

        assertThat(count.sents).hasValue(0);
        assertThat(count.drops).hasValue(1);
        assertAllGivenBack();
    }

    @Test
    void composes_over_and_over() {
        CountedCopy count = new CountedCopy();
        CountedCopy.captured(dispatcher, count, budget).leave();
        for (int i = 0; i < 20 && count.end == null; i++) {
            copies.get(0).request();
            clock.addAndGet(DEADLINE.toNanos() * 9 / 10);
            dispatcher.sweep();
        }

        assertThat(count.end).isNotNull();
        assertAllGivenBack();
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what code without such checks may do
    private static void tellNothing(CallListener listener) {
        listener.onDone(null);
    }

    private void assertAllGivenBack() {
        assertThat(budget.held()).isZero();
        assertThat(dispatcher.isHeld()).isFalse();
        assertThat(dispatcher.isBusy()).isFalse();
    }

    /** The first time that its end is told there is no memory. */
    private static final class BrokenOnce extends CountedCopy {
        private boolean broken;

        @Override
        public void over(CallEnd how, long sentAt, long endedAt) {
            if (!broken) {
                broken = true;
                throw new OutOfMemoryError("on purpose");
            }
            super.over(how, sentAt, endedAt);
        }
    }

    private final class Rude implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            copies.add(copy);
            listeners.add(listener);
            return (FailureReason reason, String detail) -> {
                if (thrown != null) {
                    throw thrown;
                }
                throw new IllegalStateException("on purpose");
            };
        }

        @Override
        public int openConnections() {
            return -1;
        }

        @Override
        public void close(Duration grace) {}
    }
}

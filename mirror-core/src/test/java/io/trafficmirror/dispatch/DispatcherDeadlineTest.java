// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** What happens to a copy whose deadline has passed, whenever that is noticed. */
class DispatcherDeadlineTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Target SHADOW = Target.parse("http://shadow");

    private final AtomicLong clock = new AtomicLong();
    private final List<FailureReason> aborts = new ArrayList<>();
    private final List<Throwable> faults = new ArrayList<>();
    private final CountedCopy copy = new CountedCopy();
    private boolean deaf;

    private final Dispatcher dispatcher = new Dispatcher(
            SHADOW,
            TargetLimits.DEFAULT.withDeadline(DEADLINE),
            new Patient(),
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

    @Test
    void a_copy_past_its_deadline_is_aborted() {
        CountedCopy.captured(dispatcher, copy, new ByteBudget(1 << 20)).leave();
        pass(DEADLINE.minusMillis(1));
        assertThat(aborts).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(aborts).containsExactly(FailureReason.TIMEOUT);
        assertThat(ended()).isEqualTo(FailureReason.TIMEOUT);
    }

    @Test
    void a_process_that_stood_still_aborts_before_it_gives_up() {
        CountedCopy.captured(dispatcher, copy, new ByteBudget(1 << 20)).leave();
        pass(Duration.ofMinutes(5));
        assertThat(aborts).containsExactly(FailureReason.TIMEOUT);
        assertThat(ended()).isEqualTo(FailureReason.TIMEOUT);
    }

    @Test
    void a_transport_that_does_not_react_is_given_up_a_second_after_the_abort() {
        deaf = true;
        CountedCopy.captured(dispatcher, copy, new ByteBudget(1 << 20)).leave();
        pass(Duration.ofMinutes(5));
        pass(Duration.ofMillis(999));
        assertThat(copy.end).isNull();
        pass(Duration.ofMillis(1));
        assertThat(aborts).containsExactly(FailureReason.TIMEOUT);
        assertThat(ended()).isEqualTo(FailureReason.STUCK);
        assertThat(dispatcher.state().inFlight()).isZero();
    }

    private FailureReason ended() {
        assertThat(faults).isEmpty();
        return ((CallEnd.Failed) copy.end).outcome().reason();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
        dispatcher.sweep();
    }

    /** A transport whose exchanges last until they are aborted, and then too if it is deaf. */
    private final class Patient implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            copy.request();
            listener.onSending();
            return (reason, detail) -> {
                aborts.add(reason);
                if (!deaf) {
                    listener.onDone(new Outcome.Failed(reason, detail));
                }
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

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.targets.BreakerRules;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A shadow that is back is not kept waiting by the client of the copy that tries it. */
class SlowProbeTest {
    private final AtomicLong clock = new AtomicLong();
    private final ByteBudget budget = new ByteBudget(1 << 20);
    private boolean fails = true;

    private final Dispatcher dispatcher = new Dispatcher(
            Target.parse("http://shadow"),
            TargetLimits.DEFAULT.withBreaker(
                    new BreakerRules(1, 100, 100, Duration.ofSeconds(1), Duration.ofSeconds(1))),
            new Flaky(),
            new DispatcherListener() {
                @Override
                public void breaker(Target target, boolean opened) {}

                @Override
                public void fault(Throwable fault) {
                    throw new AssertionError(fault);
                }
            },
            clock::get,
            () -> 0L);

    @Test
    void a_probe_that_waits_for_its_client_makes_way_for_the_next() {
        CountedCopy.captured(dispatcher, new CountedCopy(), budget).leave();
        assertThat(dispatcher.refusal()).isEqualTo(DropReason.BREAKER_OPEN);

        fails = false;
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        CopyCall upload = new CopyCall(dispatcher, new CountedCopy(), budget, 512);
        assertThat(upload.begin()).isTrue();
        upload.streaming(new Paused());
        assertThat(dispatcher.refusal()).as("it is the probe").isEqualTo(DropReason.BREAKER_OPEN);

        clock.addAndGet(Duration.ofHours(1).toNanos());
        dispatcher.sweep();
        assertThat(dispatcher.refusal()).isNull();
        assertThat(dispatcher.state().inFlight()).as("the upload goes on").isEqualTo(1);
    }

    private final class Flaky implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            ShadowRequest request = copy.request();
            listener.onSending();
            if (fails) {
                listener.onDone(new Outcome.Failed(FailureReason.RESET, "planted"));
            } else if (request != null && request.body().source() != null) {
                assertThat(request.body().source().poll())
                        .as("it waits for the client")
                        .isNull();
            }
            return (reason, detail) -> {};
        }

        @Override
        public int openConnections() {
            return -1;
        }

        @Override
        public void close(Duration grace) {}
    }

    private static final class Paused implements BodySource {
        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public @Nullable ByteBuffer poll() {
            return null;
        }

        @Override
        public State state() {
            return State.OPEN;
        }

        @Override
        public void whenReady(Runnable wake) {}

        @Override
        public void cancel() {}
    }
}

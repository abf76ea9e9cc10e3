// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.CaptureBody;
import io.trafficmirror.capture.internal.ChargedBody;
import io.trafficmirror.copy.ShadowRequest;
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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The memory of a body is used again only once the transport that was given it has said that it reads no more. */
class LentBodyTest {
    private static final Outcome ANSWERED = new Outcome.Answered(200, 0, false);

    private final ByteBudget budget = new ByteBudget(8 << 20);
    private final AtomicLong clock = new AtomicLong();
    private final CountedCopy counts = new CountedCopy();
    private @Nullable CallListener listener;
    private @Nullable OutboundCopy copy;

    @Test
    void is_used_again_when_the_transport_has_told_the_end() {
        leave(dispatcher(Set.of(Capability.LETS_GO_OF_BODY)));
        compose();
        listener().onDone(ANSWERED);

        assertThat(budget.idle()).isPositive();
        assertThat(budget.held()).isZero();
    }

    @Test
    void is_not_when_the_transport_never_promised_to_let_go() {
        leave(dispatcher(Set.of()));
        Body sent = compose();
        listener().onDone(ANSWERED);

        isLeftTo(sent);
    }

    @Test
    void is_not_when_the_dispatcher_gives_up_on_a_transport_that_is_stuck() {
        Dispatcher dispatcher = dispatcher(Set.of(Capability.LETS_GO_OF_BODY));
        leave(dispatcher);
        Body sent = compose();
        pass(dispatcher, Duration.ofMinutes(5));
        pass(dispatcher, Duration.ofSeconds(2));
        assertThat(counts.ends).hasValue(1);

        isLeftTo(sent);
        listener().onDone(ANSWERED);
        isLeftTo(sent);
    }

    @Test
    void is_not_when_the_dispatcher_is_closed_over_a_transport_that_goes_on() {
        Dispatcher dispatcher = dispatcher(Set.of(Capability.LETS_GO_OF_BODY));
        leave(dispatcher);
        Body sent = compose();
        dispatcher.close(Duration.ZERO);
        dispatcher.sweep();
        assertThat(counts.ends).hasValue(1);

        isLeftTo(sent);
    }

    @Test
    void is_used_again_when_the_transport_was_never_given_it_and_then_it_can_not_have_it() {
        Dispatcher dispatcher = dispatcher(Set.of());
        leave(dispatcher);
        pass(dispatcher, Duration.ofMinutes(5));
        pass(dispatcher, Duration.ofSeconds(2));
        assertThat(counts.ends).hasValue(1);

        assertThat(budget.idle()).isPositive();
        assertThat(budget.held()).isZero();
        OutboundCopy given = copy;
        assertThat(given == null ? null : given.request()).isNull();
    }

    private void isLeftTo(Body reader) {
        assertThat(budget.idle()).isZero();
        assertThat(budget.held()).isZero();
        CaptureBody.of(budget, (byte) 9, 200_000).release();
        for (ByteBuffer buffer : reader.buffers()) {
            assertThat(buffer.get(buffer.limit() - 1)).isEqualTo((byte) 7);
        }
        budget.tryReserve(budget.limit()); // lets go of what the check has made idle
        budget.release(budget.limit());
    }

    private void pass(Dispatcher dispatcher, Duration time) {
        clock.addAndGet(time.toNanos());
        dispatcher.sweep();
    }

    private void leave(Dispatcher dispatcher) {
        ChargedBody body = CaptureBody.of(budget, (byte) 7, 200_000);
        CopyCall call = new CopyCall(dispatcher, counts, budget, 512);
        assertThat(call.begin()).isTrue();
        call.captured(body.asBody(), body, false);
        body.release();
        call.leave();
    }

    private Body compose() {
        OutboundCopy given = copy;
        ShadowRequest request = given == null ? null : given.request();
        if (request == null) {
            throw new AssertionError("no request");
        }
        listener().onSending();
        return request.body();
    }

    private CallListener listener() {
        CallListener to = listener;
        if (to == null) {
            throw new AssertionError("not launched");
        }
        return to;
    }

    private Dispatcher dispatcher(Set<Capability> capabilities) {
        return new Dispatcher(
                Target.parse("http://shadow"),
                TargetLimits.DEFAULT,
                new Kept(capabilities),
                new Watch(),
                clock::get,
                () -> 0L);
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
        private final Set<Capability> capabilities;

        Kept(Set<Capability> capabilities) {
            this.capabilities = capabilities;
        }

        @Override
        public Set<Capability> capabilities() {
            return capabilities;
        }

        @Override
        public ShadowCall start(OutboundCopy given, CallListener to) {
            copy = given;
            listener = to;
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

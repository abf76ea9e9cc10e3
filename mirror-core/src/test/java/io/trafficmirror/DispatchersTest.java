// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.copy.CopyMarks;
import io.trafficmirror.dispatch.DispatcherListener;
import io.trafficmirror.dispatch.MirrorThreads;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DispatchersTest {
    private static final long LONG_UNUSED = Duration.ofSeconds(2).toNanos();

    private final List<Throwable> faults = new ArrayList<>();
    private final List<Target> closed = new ArrayList<>();
    private final List<Runnable> closers = new ArrayList<>();
    private long now;
    private int ticks;
    private int brokenTick = -1;
    private boolean starved;

    private final Dispatchers dispatchers = new Dispatchers(
            new MirrorConfiguration(
                    MirrorLimits.defaults(),
                    CopyMarks.DEFAULT,
                    Silent::new,
                    Silent::new,
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    UnaryOperator.identity(),
                    this::tick,
                    RandomGenerator.getDefault()),
            new MirrorThreads(),
            this::execute,
            new DispatcherListener() {
                @Override
                public void breaker(Target target, boolean opened) {}

                @Override
                public void fault(Throwable fault) {
                    faults.add(fault);
                }
            });

    private long tick() {
        if (ticks++ == brokenTick) {
            throw new IllegalStateException("no time");
        }
        return now;
    }

    private void execute(Runnable work) {
        if (starved) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        closers.add(work);
    }

    private static MirrorSpec spec(String host) {
        return MirrorSpec.to(new Target("http", host, 80));
    }

    /** A transport that does nothing but note its close. */
    private final class Silent implements ShadowTransport {
        private final Target target;

        Silent(TransportSettings settings) {
            target = settings.target();
        }

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
        public void close(Duration grace) {
            closed.add(target);
        }
    }

    @Test
    void a_dispatcher_that_throws_does_not_keep_the_others_from_being_looked_after() {
        dispatchers.dispatcherFor(spec("a"));
        dispatchers.dispatcherFor(spec("b"));
        dispatchers.sweep();
        int each = ticks / 2;
        brokenTick = ticks;

        dispatchers.sweep();

        assertThat(faults).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(ticks).as("looks at the clock").isEqualTo(2 * each + 1 + each);
    }

    @Test
    void dispatchers_whose_closing_thread_can_not_be_started_are_closed_in_the_next_round() {
        dispatchers.dispatcherFor(spec("a"));
        dispatchers.retireAllBut(List.of());
        now += LONG_UNUSED;
        starved = true;
        assertThatThrownBy(() -> dispatchers.retireAllBut(List.of())).isInstanceOf(OutOfMemoryError.class);
        assertThat(dispatchers.all())
                .as("what a close of the mirror would close")
                .hasSize(1);
        assertThat(dispatchers.isRetiring()).isFalse();
        starved = false;

        dispatchers.retireAllBut(List.of());
        assertThat(dispatchers.isRetiring()).isTrue();
        closers.forEach(Runnable::run);

        assertThat(closed).containsExactly(new Target("http", "a", 80));
        assertThat(dispatchers.isRetiring()).isFalse();
        assertThat(dispatchers.all()).isEmpty();
    }
}

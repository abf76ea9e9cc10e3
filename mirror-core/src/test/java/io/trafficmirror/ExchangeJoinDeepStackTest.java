// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.copy.CopyMarks;
import io.trafficmirror.copy.internal.Composer;
import io.trafficmirror.dispatch.CallEnd;
import io.trafficmirror.dispatch.Dispatcher;
import io.trafficmirror.dispatch.DispatcherListener;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.internal.MirrorCounters;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.internal.MirrorSampler;
import io.trafficmirror.sample.internal.RampUp;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The joining of an exchange on the last frames of a stack, from the overflow upwards, frame by frame: what is held comes back, and the
 * exchange is shown or counted as lost, once. Whoever called is told by an Error, and calls again later.
 */
class ExchangeJoinDeepStackTest {
    private static final long STACK_BYTES = 256 << 10;
    private static final int DEPTHS = 480;
    private static final Target SHADOW = Target.parse("http://shadow");
    private static final MirrorName NAME = new MirrorName("route", 0, 0, "shadow");
    private static final ResponseHead HEAD = new ResponseHead(200, Headers.of("A", "b"));

    private final ByteBudget budget = new ByteBudget(1 << 20);
    private final MirrorCounters counters = new MirrorCounters();
    private final List<String> shown = new ArrayList<>();
    private final ActiveMirror mirror = mirror();

    @Test
    void an_exchange_that_is_told_there_is_shown_or_lost() throws Exception {
        for (int above = 0; above < DEPTHS; above++) {
            Joined joined = new Joined(observation());
            joined.end();
            joined.over();
            if (!atTheEndOfTheStack(above, joined.join::tell)) {
                joined.join.lost();
            }
            joined.observation.recover();
            isTrue(above);
        }
        assertThat(shown).hasSizeGreaterThan(DEPTHS / 4);
    }

    @Test
    void a_copy_that_ends_there_leaves_an_exchange_to_be_shown_or_lost() throws Exception {
        for (int above = 0; above < DEPTHS; above++) {
            Joined joined = new Joined(closed());
            joined.end();
            if (!atTheEndOfTheStack(above, joined::over)) {
                joined.over();
            }
            joined.observation.recover();
            isTrue(above);
        }
    }

    @Test
    void a_primary_that_ends_there_leaves_an_exchange_to_be_shown_or_lost() throws Exception {
        for (int above = 0; above < DEPTHS; above++) {
            Joined joined = new Joined(closed());
            joined.over();
            if (!atTheEndOfTheStack(above, joined::end)) {
                joined.join.ended(Optional.empty());
            }
            joined.observation.recover();
            isTrue(above);
        }
    }

    @Test
    void an_event_that_is_told_there_holds_nothing_for_ever() throws Exception {
        Events events = new Events(List.of(event -> {}), false, budget, Thread::new, fault -> {});
        Events closed = new Events(List.of(event -> {}), false, budget, Thread::new, fault -> {});
        closed.stop(1);
        CallEnd end = new CallEnd.Answered(new Outcome.Answered(200, 6, false));
        for (int above = 0; above < DEPTHS; above++) {
            atTheEndOfTheStack(above, () -> events.ended(NAME, exchange(), end, 0, 1, null));
            atTheEndOfTheStack(above, () -> closed.ended(NAME, exchange(), end, 0, 1, null));
            closed.recover();
        }
        events.recover();
        events.stop(1);
        assertThat(budget.held()).isZero();
    }

    private static MirroredExchange exchange() {
        RequestHead head = new RequestHead("GET", "http", "a", "/", Headers.of("Field", "value"));
        return new MirroredExchange(head, 1, new ExchangeIds(new Random(1)));
    }

    private void isTrue(int above) {
        MirrorCounts counts = counters.snapshot(NAME);
        assertThat(budget.held()).as("held, %s steps above the overflow", above).isZero();
        assertThat(counts.joining())
                .as("neither shown nor lost, %s steps above the overflow", above)
                .isZero();
        assertThat(counts.observed()).isLessThanOrEqualTo(shown.size());
    }

    /** Nobody takes what is offered. */
    private Observation observation() {
        return new Observation(
                List.of(exchange -> shown.add(exchange.id())), budget, 1 << 20, () -> 0L, Thread::new, fault -> {});
    }

    /** Everything that is offered is lost. */
    private Observation closed() {
        Observation closed = observation();
        closed.stop(1);
        return closed;
    }

    private ActiveMirror mirror() {
        MirrorSpec spec = MirrorSpec.to(SHADOW);
        return new ActiveMirror(
                NAME,
                spec,
                new MirrorSampler(spec.sampling(), new Random(1), () -> 0L, RampUp.none()),
                Ordering.NONE,
                new Composer(SHADOW, spec.copy(), CopyMarks.DEFAULT),
                counters,
                new Dispatcher(SHADOW, spec.limits(), new Unused(), new Deaf(), () -> 0L, () -> 0L),
                null);
    }

    /** An exchange of one copy, of which everything is held that can be. */
    private final class Joined {
        private final Observation observation;
        private final MirroredCopy copy;
        private final ExchangeJoin join;

        Joined(Observation by) {
            observation = by;
            MirroredExchange exchange = exchange();
            copy = new MirroredCopy(
                    mirror,
                    exchange,
                    0,
                    new Events(List.of(), false, budget, Thread::new, fault -> {}),
                    new Tracing(Optional.empty(), () -> 0, fault -> {}));
            join = new ExchangeJoin(
                    exchange,
                    List.of(copy),
                    by,
                    new Observation.Wish(List.of(seen -> shown.add(seen.id())), 1 << 16),
                    0);
            exchange.join(join);
            assertThat(join.begin()).isTrue();
            join.body().write("primary".getBytes(ISO_8859_1), 0, 7);
            copy.responding(200, Headers.of("A", "b"));
            copy.responseBody(ByteBuffer.wrap("shadow".getBytes(ISO_8859_1)));
        }

        void end() {
            join.ended(Optional.of(HEAD));
        }

        void over() {
            copy.over(new CallEnd.Answered(new Outcome.Answered(200, 6, false)), 0, 0);
        }
    }

    /** Whether it came to its end. Frames are coarse: so each depth is tried with four widths of the last one. */
    private static boolean atTheEndOfTheStack(int step, Runnable work) throws InterruptedException {
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
                        descend(deepest[0] - 3 * (step / 4), new int[1], () -> {
                            wide(step % 4, work);
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

    /** Parameters make the frame wider. */
    private static void wide(int words, Runnable work) {
        switch (words) {
            case 0 -> work.run();
            case 1 -> wide(1L, work);
            case 2 -> wide(1L, 2L, work);
            default -> wide(1L, 2L, 3L, work);
        }
    }

    private static void wide(long a, Runnable work) {
        if (a > 0) {
            work.run();
        }
    }

    private static void wide(long a, long b, Runnable work) {
        if (a + b > 0) {
            work.run();
        }
    }

    private static void wide(long a, long b, long c, Runnable work) {
        if (a + b + c > 0) {
            work.run();
        }
    }

    private static int descend(int frames, int[] depth, Runnable work) {
        depth[0]++;
        if (frames <= 0) {
            work.run();
            return 0;
        }
        return 1 + descend(frames - 1, depth, work);
    }

    private static final class Deaf implements DispatcherListener {
        @Override
        public void breaker(Target target, boolean opened) {}

        @Override
        public void fault(Throwable fault) {}
    }

    private static final class Unused implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            throw new AssertionError();
        }

        @Override
        public int openConnections() {
            return 0;
        }

        @Override
        public void close(Duration grace) {}
    }
}

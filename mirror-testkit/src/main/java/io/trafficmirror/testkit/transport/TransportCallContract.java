// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A call from hand-over to end: who does what on which thread, giving up, closing.
 *
 * @since 0.1.0
 */
public interface TransportCallContract extends TransportUnderTest {
    @Test
    default void a_copy_is_composed_once_and_not_by_who_starts_it() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            AtomicInteger composed = new AtomicInteger();
            AtomicReference<@Nullable Thread> by = new AtomicReference<>();
            HeardCall heard = rig.start(
                    () -> {
                        composed.incrementAndGet();
                        by.set(Thread.currentThread());
                        return rig.get("/");
                    },
                    new HeardCall(Long.MAX_VALUE));
            heard.answered();
            assertThat(composed).hasValue(1);
            assertThat(by.get()).isNotSameAs(Thread.currentThread());
            assertThat(heard.threads()).allMatch(rig::isOfTransport);
        }
    }

    /** Threads that wait for work as well: an application that is shut down in haste must not be kept by them. */
    @Test
    default void an_interrupted_close_leaves_no_thread() throws Exception {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.sendOrdinary();
            rig.shadow().behave(Fault.silence(Phase.AFTER_REQUEST));
            HeardCall heard = rig.start(rig.get("/"));
            rig.shadow().awaitRequests(2, Duration.ofSeconds(60));
            Thread.currentThread().interrupt();
            rig.transport().close(Duration.ofMinutes(10));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(rig.liveThreads()).isEmpty();
            assertThat(heard.failed().reason()).isEqualTo(FailureReason.CLOSED);
        }
    }

    @Test
    default void a_close_may_be_given_for_ever() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.sendOrdinary();
            rig.transport().close(Duration.ofSeconds(Long.MAX_VALUE));
        }
    }

    @Test
    default void a_copy_that_was_given_up_is_forgotten() throws Exception {
        try (TransportRig rig = TransportRig.plain(factory())) {
            CountDownLatch asked = new CountDownLatch(1);
            Listeners.Deaf listener = new Listeners.Deaf();
            rig.transport()
                    .start(
                            () -> {
                                asked.countDown();
                                return null;
                            },
                            listener);
            asked.await();
            rig.sendOrdinary();
            assertThat(listener.heard()).hasValue(0);
            assertThat(rig.shadow().requestCount()).isEqualTo(1);
        }
    }

    @Test
    default void a_copy_that_can_not_be_composed_fails() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            HeardCall heard = rig.start(
                    () -> {
                        throw new IllegalStateException("password=secret");
                    },
                    new HeardCall(Long.MAX_VALUE));
            assertThat(heard.failed().reason()).isEqualTo(FailureReason.INTERNAL_ERROR);
            assertThat(heard.failed().detail())
                    .contains("IllegalStateException")
                    .doesNotContain("secret");
            rig.sendOrdinary();
        }
    }

    @TestFactory
    default Stream<DynamicTest> a_listener_that_throws_harms_no_other_call() {
        return Stream.of("sending", "headers", "body", "done")
                .map(where -> DynamicTest.dynamicTest(where, () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        for (int i = 0; i < 5; i++) {
                            Listeners.Thrower thrower = new Listeners.Thrower(where);
                            rig.transport().start(() -> rig.get("/"), thrower);
                            thrower.awaitDone();
                            rig.sendOrdinary();
                            assertThat(thrower.ends()).hasValue(1);
                        }
                    }
                }));
    }

    @Test
    default void an_abort_before_the_connection_stands_ends_the_call() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().blackhole();
            HeardCall heard = rig.start(rig.get("/")).awaitSending();
            heard.call().abort(FailureReason.TIMEOUT, "first");
            heard.call().abort(FailureReason.CLOSED, "second");
            assertThat(heard.outcome()).isEqualTo(new Outcome.Failed(FailureReason.TIMEOUT, "first"));
        }
    }

    @Test
    default void an_abort_at_once_ends_the_call() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            for (int i = 0; i < 100; i++) {
                HeardCall heard = rig.start(rig.get("/"));
                heard.call().abort(FailureReason.TIMEOUT, "at once");
                heard.outcome();
            }
            rig.sendOrdinary();
        }
    }

    @Test
    default void an_abort_inside_the_request_ends_the_call() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Fault.silence(Phase.AFTER_REQUEST_HEAD));
            HeardCall heard = rig.start(rig.post("/", new byte[30_000_000]));
            rig.shadow().awaitHeads(1, Duration.ofSeconds(60));
            heard.call().abort(FailureReason.TIMEOUT, "inside");
            assertThat(heard.outcome()).isEqualTo(new Outcome.Failed(FailureReason.TIMEOUT, "inside"));
            rig.shadow().drain();
            rig.shadow().awaitNoOpenConnections(Duration.ofSeconds(60));
        }
    }

    @Test
    default void an_abort_after_the_end_has_no_effect() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            HeardCall heard = rig.start(rig.get("/"));
            heard.answered();
            heard.call().abort(FailureReason.TIMEOUT, "late");
            rig.sendOrdinary();
            assertThat(heard.events()).endsWith("done").containsOnlyOnce("done");
            assertThat(rig.shadow().connections())
                    .as("the connection was free again")
                    .isEqualTo(1);
        }
    }

    @Test
    default void never_more_connections_than_allowed() throws Exception {
        try (TransportRig rig = TransportRig.Setup.PLAIN.maxConnections(3).open(factory())) {
            Semaphore slots = new Semaphore(3);
            List<HeardCall> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                slots.acquire();
                CallListener freeing = new Listeners.Freeing(slots);
                HeardCall heard = new HeardCall(Long.MAX_VALUE);
                all.add(heard);
                heard.of(rig.transport().start(() -> rig.get("/"), new Listeners.Both(heard, freeing)));
                assertThat(rig.transport().openConnections()).isLessThanOrEqualTo(3);
            }
            all.forEach(HeardCall::answered);
            assertThat(rig.shadow().connections()).isLessThanOrEqualTo(3);
            assertThat(rig.shadow().requestCount()).isEqualTo(300);
        }
    }

    @Test
    default void closing_waits_for_calls_within_the_grace() throws Exception {
        try (TransportRig rig = TransportRig.plain(factory())) {
            CountDownLatch go = new CountDownLatch(1);
            rig.shadow().behave(exchange -> {
                exchange.readBody();
                awaitQuietly(go);
                exchange.write(Answer.ok().bytes());
            });
            HeardCall heard = rig.start(rig.get("/"));
            rig.shadow().awaitHeads(1, Duration.ofSeconds(60));
            Thread closer = new Thread(() -> rig.transport().close(Duration.ofSeconds(60)));
            closer.start();
            go.countDown();
            assertThat(heard.outcome()).isEqualTo(new Outcome.Answered(200, 7, false));
            closer.join();
        }
    }

    /** In one of ten rounds at least: a busy machine may need longer for an answer. */
    @Test
    default void a_grace_of_less_than_a_second_is_one() {
        assertThat(Stream.generate(this::isAnsweredWhileClosing).limit(10).anyMatch(answered -> answered))
                .as("answered within the grace")
                .isTrue();
    }

    private boolean isAnsweredWhileClosing() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            CountDownLatch go = new CountDownLatch(1);
            rig.shadow().behave(exchange -> {
                exchange.readBody();
                awaitQuietly(go);
                exchange.write(Answer.ok().bytes());
            });
            HeardCall heard = rig.start(rig.get("/"));
            rig.shadow().awaitHeads(1, Duration.ofSeconds(60));
            Thread closer = new Thread(() -> rig.transport().close(Duration.ofMillis(999)));
            closer.start();
            while (closer.isAlive() && closer.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            go.countDown();
            return heard.outcome() instanceof Outcome.Answered;
        }
    }

    @Test
    default void closing_aborts_what_is_under_way_after_the_grace() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Fault.silence(Phase.AFTER_REQUEST));
            List<HeardCall> calls =
                    Stream.generate(() -> rig.start(rig.get("/"))).limit(4).toList();
            rig.shadow().awaitHeads(4, Duration.ofSeconds(60));
            rig.transport().close(Duration.ofMillis(10));
            rig.transport().close(Duration.ofMillis(10));
            for (HeardCall call : calls) {
                assertThat(call.failed().reason()).isEqualTo(FailureReason.CLOSED);
            }
        }
    }

    @Test
    default void a_call_after_closing_fails() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.sendOrdinary();
            rig.transport().close(Duration.ZERO);
            assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.CLOSED);
            assertThat(rig.shadow().requestCount()).isEqualTo(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

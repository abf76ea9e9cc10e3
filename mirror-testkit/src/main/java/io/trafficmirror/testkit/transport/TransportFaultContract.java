// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Drips;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever the shadow or the process does, each call ends once, with a reason, and the next one is not harmed.
 *
 * @since 0.1.0
 */
public interface TransportFaultContract extends TransportUnderTest {
    @Test
    default void a_refused_connection_fails_and_recovers() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().refuse();
            for (int i = 0; i < 5; i++) {
                assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.CONNECT);
            }
            rig.shadow().accept();
            rig.sendOrdinary();
        }
    }

    @Test
    default void connecting_has_a_timeout_of_its_own() {
        try (TransportRig rig =
                TransportRig.Setup.PLAIN.connectTimeout(Duration.ofMillis(300)).open(factory())) {
            rig.shadow().blackhole();
            assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.CONNECT);
            rig.shadow().accept();
            rig.sendOrdinary();
        }
    }

    @Test
    default void a_name_that_does_not_resolve_fails() {
        try (TransportRig rig =
                TransportRig.Setup.PLAIN.host("does-not-exist.invalid").open(factory())) {
            assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.DNS);
            assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.DNS);
        }
    }

    @TestFactory
    default Stream<DynamicTest> a_connection_that_ends_early_fails() {
        return Stream.of(Phase.values())
                .filter(phase -> phase != Phase.AFTER_RESPONSE)
                .flatMap(phase -> Stream.of(Fault.reset(phase), Fault.close(phase)))
                .map(fault -> DynamicTest.dynamicTest(fault.toString(), () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.shadow().behave(fault);
                        HeardCall heard = rig.start(rig.post("/", new byte[3_000_000]));
                        assertThat(heard.failed().reason())
                                .isIn(FailureReason.RESET, FailureReason.CONNECT, FailureReason.PROTOCOL);
                        rig.sendOrdinary();
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> a_connection_that_ends_after_the_answer_harms_nobody() {
        return Stream.of(Fault.close(Phase.AFTER_RESPONSE), Answer.ok().closingUnannounced())
                .map(behaviour -> DynamicTest.dynamicTest(behaviour.toString(), () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        for (int i = 0; i < 10; i++) {
                            rig.shadow().behave(behaviour);
                            assertThat(rig.start(rig.get("/")).answered().status())
                                    .isEqualTo(200);
                            rig.shadow().awaitNoOpenConnections(Duration.ofSeconds(60));
                        }
                        rig.sendOrdinary();
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> silence_lasts_until_the_abort() {
        return Stream.of(Phase.values())
                .filter(phase -> phase != Phase.AFTER_RESPONSE)
                .map(phase -> DynamicTest.dynamicTest(phase.name(), () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.shadow().behave(Fault.silence(phase));
                        HeardCall heard =
                                rig.start(rig.post("/", new byte[3_000_000])).awaitSending();
                        rig.shadow().awaitConnections(1, Duration.ofSeconds(60));
                        if (phase == Phase.INSIDE_RESPONSE_BODY) {
                            heard.awaitHeaders();
                        }
                        heard.call().abort(FailureReason.TIMEOUT, "deadline");
                        assertThat(heard.outcome()).isEqualTo(new Outcome.Failed(FailureReason.TIMEOUT, "deadline"));
                        rig.shadow().drain();
                        rig.shadow().awaitNoOpenConnections(Duration.ofSeconds(60));
                        rig.sendOrdinary();
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> dripping_lasts_until_the_abort() {
        Answer answer = Answer.status(200).body(new byte[10_000]);
        return Stream.of(Drips.answer(answer, Duration.ofMillis(50)), Drips.body(answer, Duration.ofMillis(50)))
                .map(drip -> DynamicTest.dynamicTest("drip", () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.shadow().behave(drip);
                        HeardCall heard = rig.start(rig.get("/"));
                        rig.shadow().awaitRequests(1, Duration.ofSeconds(60));
                        heard.call().abort(FailureReason.TIMEOUT, "deadline");
                        assertThat(heard.failed().reason()).isEqualTo(FailureReason.TIMEOUT);
                        rig.shadow().awaitNoOpenConnections(Duration.ofSeconds(60));
                        rig.sendOrdinary();
                    }
                }));
    }

    @Test
    default void a_slow_answer_is_an_answer() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Drips.answer(Answer.ok().chunked(2), Duration.ofMillis(1)));
            assertThat(rig.send(rig.get("/"))).isEqualTo(new Outcome.Answered(200, 7, false));
        }
    }

    @Test
    default void an_answer_before_the_request_is_complete_ends_the_exchange() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Answer.status(413).early());
            Outcome outcome = rig.send(rig.post("/", new byte[20_000_000]));
            if (outcome instanceof Outcome.Answered answered) {
                assertThat(answered.status()).isEqualTo(413);
            } else {
                assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            }
            rig.sendOrdinary();
        }
    }

    @Test
    default void a_post_is_never_sent_twice() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            for (int i = 0; i < 20; i++) {
                rig.sendOrdinary();
                rig.shadow().behave(i % 2 == 0 ? Fault.close(Phase.AFTER_REQUEST) : Fault.reset(Phase.AFTER_REQUEST));
                rig.start(rig.post("/once/" + i, new byte[10])).failed();
            }
            rig.sendOrdinary();
            rig.shadow().countsByTarget().forEach((target, count) -> {
                if (target.startsWith("/once/")) {
                    assertThat(count).as(target).isEqualTo(1);
                }
            });
        }
    }

    @Test
    default void a_blocked_common_pool_stops_nothing() {
        CountDownLatch release = new CountDownLatch(1);
        List<Runnable> blockers = Stream.<Runnable>generate(() -> () -> awaitQuietly(release))
                .limit(4L * Math.max(1, ForkJoinPool.commonPool().getParallelism()))
                .toList();
        blockers.forEach(ForkJoinPool.commonPool()::execute);
        try (TransportRig rig = TransportRig.plain(factory())) {
            for (int i = 0; i < 5; i++) {
                rig.sendOrdinary();
            }
        } finally {
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    default void the_proxy_of_the_process_is_not_used() {
        ProxySelector before = ProxySelector.getDefault();
        try (RecordingShadow proxy = RecordingShadow.start();
                TransportRig rig = TransportRig.plain(factory())) {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(new Proxy(Proxy.Type.HTTP, proxy.address()));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException why) {}
            });
            rig.sendOrdinary();
            assertThat(proxy.connections()).isZero();
        } finally {
            ProxySelector.setDefault(before);
        }
    }
}

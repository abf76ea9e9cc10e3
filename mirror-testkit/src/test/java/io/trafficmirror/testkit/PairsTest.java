// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.CapturedBody;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.MirroredPair;
import io.trafficmirror.report.PairObserver;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pairs of primary and shadow that an observer gets: the seam for comparison. */
class PairsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BODY_BYTES = 1000;

    /** A pair as text, since its buffers are valid during the call only. */
    private record Seen(MirroredPair pair, String primary, String shadow) {}

    private final RecordingShadow shadow = RecordingShadow.start();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private TrafficMirror mirror = mirrorWith(observer(BODY_BYTES));

    private TrafficMirror mirrorWith(PairObserver observer) {
        return TrafficMirror.builder()
                .limits(ChaosRig.limits())
                .observer(observer)
                .route(MirrorRoute.to(shadow.uri().toString()).mirror(Unhurried::mirror))
                .build();
    }

    private PairObserver observer(int bytes) {
        return new PairObserver() {
            @Override
            public int maxBodyBytes() {
                return bytes;
            }

            @Override
            public void onPair(MirroredPair pair) {
                seen.add(new Seen(pair, text(pair.primaryBody()), text(pair.shadowBody())));
            }
        };
    }

    private static String text(CapturedBody body) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer buffer : body.bytes()) {
            text.append(ISO_8859_1.decode(buffer.duplicate()));
        }
        return text.toString();
    }

    @AfterEach
    void nothing_is_held() {
        mirror.close();
        shadow.close();
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        assertThat(mirror.stats().internalErrors()).isZero();
        assertThat(seen).isEmpty();
    }

    private Exchange begin() {
        return mirror.observe(BusyPrimary.head("GET", "/pair", Headers.empty()));
    }

    private static void write(Exchange exchange, String text) {
        exchange.responseBody().write(text.getBytes(ISO_8859_1), 0, text.length());
    }

    private Seen next() throws InterruptedException {
        Seen next = seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("a pair").isNotNull();
        return next;
    }

    @Test
    void a_pair_holds_both_answers_when_the_shadow_is_first() throws Exception {
        Exchange exchange = begin();
        assertThat(exchange.wantsResponse()).isTrue();
        assertThat(exchange.wantsResponseBody()).isTrue();
        write(exchange, "primary");
        await().atMost(PATIENCE).until(() -> mirror.stats().mirrors().get(0).answeredInAll() == 1);
        assertThat(mirror.stats().bytesHeld()).isPositive();
        assertThat(seen).isEmpty();
        exchange.template("/pairs/{id}");
        exchange.end(new ResponseHead(201, Headers.of("X-A", "b")));
        Seen pair = next();
        assertThat(pair.pair().template()).contains("/pairs/{id}");
        assertThat(pair.primary()).isEqualTo("primary");
        assertThat(pair.shadow()).isEqualTo("shadow\n");
        assertThat(pair.pair().primary()).contains(new ResponseHead(201, Headers.of("X-A", "b")));
        assertThat(pair.pair().shadow().orElseThrow().status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> mirror.stats().bytesHeld() == 0);
    }

    @Test
    void a_pair_holds_both_answers_when_the_primary_is_first() throws Exception {
        CountDownLatch primaryIsOver = new CountDownLatch(1);
        shadow.behave(exchange -> {
            try {
                primaryIsOver.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Answer.ok().answer(exchange);
        });
        Exchange exchange = begin();
        write(exchange, "primary");
        exchange.end(new ResponseHead(200, Headers.empty()));
        primaryIsOver.countDown();
        Seen pair = next();
        assertThat(pair.primary()).isEqualTo("primary");
        assertThat(pair.shadow()).isEqualTo("shadow\n");
    }

    @Test
    void bodies_that_are_not_had_say_why() throws Exception {
        shadow.behave(Answer.ok().body("x".repeat(BODY_BYTES + 1)));
        Exchange tooLong = begin();
        write(tooLong, "y".repeat(BODY_BYTES + 1));
        assertThat(tooLong.wantsResponseBody()).isFalse();
        tooLong.end(new ResponseHead(200, Headers.empty()));
        MirroredPair truncated = next().pair();
        assertThat(truncated.primaryBody().state()).isEqualTo(CapturedBody.State.TRUNCATED);
        assertThat(truncated.shadowBody().state()).isEqualTo(CapturedBody.State.TRUNCATED);

        shadow.behave(Fault.reset(Phase.INSIDE_RESPONSE_BODY));
        Exchange missed = begin();
        write(missed, "part");
        missed.responseBodyMissed();
        missed.endWithoutResponse();
        MirroredPair failed = next().pair();
        assertThat(failed.primary()).isEmpty();
        assertThat(failed.primaryBody().state()).isEqualTo(CapturedBody.State.NOT_SEEN);
        assertThat(failed.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(failed.shadowBody().state()).isEqualTo(CapturedBody.State.ABORTED);
    }

    @Test
    void an_observer_without_bodies_wraps_no_response() throws Exception {
        mirror.close();
        mirror = mirrorWith(observer(0));
        Exchange exchange = begin();
        assertThat(exchange.wantsResponseBody()).isFalse();
        exchange.end(new ResponseHead(200, Headers.empty()));
        assertThat(next().pair().primaryBody().state()).isEqualTo(CapturedBody.State.NOT_ASKED);
    }

    @Test
    void without_bytes_to_be_had_pairs_come_without_bodies() throws Exception {
        mirror.close();
        mirror = mirrorWith(observer(1 << 20));
        Exchange exchange = begin();
        byte[] much = new byte[(int) mirror.stats().byteLimit() + 1];
        exchange.responseBody().write(much, 0, much.length);
        exchange.end(new ResponseHead(200, Headers.empty()));
        assertThat(next().pair().primaryBody().state()).isEqualTo(CapturedBody.State.BYTE_BUDGET);
    }

    @Test
    void a_response_is_captured_no_longer_once_every_copy_was_dropped() {
        Exchange exchange = mirror.observe(BusyPrimary.head("POST", "/pair", Headers.of("Content-Length", "5")));
        assertThat(exchange.wantsResponseBody()).isTrue();
        exchange.requestBody().fail(DropReason.BODY_ABORTED);
        assertThat(exchange.wantsResponse()).isFalse();
        assertThat(exchange.wantsResponseBody()).isFalse();
        write(exchange, "nobody looks at this");
        assertThat(mirror.stats().bytesHeld()).isZero();
        exchange.end(new ResponseHead(200, Headers.of("X-A", "b")));
    }

    @Test
    void heads_of_responses_are_held_within_the_budget_or_without_their_fields() throws Exception {
        int copies = 40;
        String field = "x".repeat(12 << 10);
        shadow.behave(Answer.ok().header("X-Long", field));
        mirror.close();
        CountDownLatch slow = new CountDownLatch(1);
        mirror = mirrorWith(new PairObserver() {
            @Override
            public int maxBodyBytes() {
                return 0;
            }

            @Override
            public void onPair(MirroredPair pair) {
                try {
                    slow.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                seen.add(new Seen(pair, "", ""));
            }
        });
        for (int i = 0; i < copies; i++) {
            begin().end(new ResponseHead(200, Headers.of("X-Long", field + i)));
            int begun = i + 1;
            await().atMost(PATIENCE)
                    .until(() -> mirror.stats().mirrors().get(0).answeredInAll()
                                    + mirror.stats().mirrors().get(0).droppedInAll()
                            == begun);
        }
        long limit = mirror.stats().byteLimit();
        assertThat(mirror.stats().bytesHeld()).isLessThanOrEqualTo(limit);
        slow.countDown();
        long held = 0;
        int bare = 0;
        long pairs =
                mirror.stats().mirrors().get(0).answeredInAll() - mirror.stats().eventsLost();
        for (long i = 0; i < pairs; i++) {
            MirroredPair pair = next().pair();
            assertThat(pair.primary()).isPresent();
            assertThat(pair.shadow()).isPresent();
            held += pair.shadow().orElseThrow().heapBytes()
                    + pair.primary().orElseThrow().heapBytes();
            bare += pair.shadow().orElseThrow().headers().size() == 0 ? 1 : 0;
        }
        assertThat(held).as("bytes of heads that were held at once").isLessThan(limit + copies * 1024L);
        assertThat(bare).as("pairs without fields").isPositive();
    }

    @Test
    void each_sent_copy_is_told_exactly_once_under_load() {
        shadow.behave(Behaviour.inTurn(Answer.ok(), Fault.reset(Phase.AFTER_REQUEST), Answer.status(500)));
        Set<String> ids = ConcurrentHashMap.newKeySet();
        AtomicLong twice = new AtomicLong();
        AtomicLong told = new AtomicLong();
        mirror.close();
        mirror = mirrorWith(new PairObserver() {
            @Override
            public int maxBodyBytes() {
                return BODY_BYTES;
            }

            @Override
            public void onPair(MirroredPair pair) {
                told.incrementAndGet();
                if (!ids.add(pair.id())) {
                    twice.incrementAndGet();
                }
            }
        });
        new BusyPrimary(mirror, 4).serve(2000);
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        mirror.close();
        assertThat(twice).hasValue(0);
        assertThat(told.get() + mirror.stats().eventsLost())
                .isEqualTo(mirror.stats().mirrors().get(0).sent())
                .isPositive();
    }

    @Test
    void an_observer_that_hangs_loses_pairs_and_their_bytes_come_back() {
        CountDownLatch hanging = new CountDownLatch(1);
        mirror.close();
        mirror = mirrorWith(new PairObserver() {
            @Override
            public int maxBodyBytes() {
                return BODY_BYTES;
            }

            @Override
            public void onPair(MirroredPair pair) {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        new BusyPrimary(mirror, 2).serve(50);
        await().atMost(PATIENCE)
                .until(() -> mirror.stats().mirrors().get(0).inFlight() == 0
                        && mirror.stats().mirrors().get(0).waiting() == 0);
        assertThat(mirror.stats().bytesHeld()).isPositive();
        mirror.close(Duration.ZERO);
        assertThat(mirror.stats().eventsLost()).isPositive();
        await().atMost(PATIENCE).until(() -> mirror.stats().bytesHeld() == 0);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.UnobservedReason;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchanges of the primary, with what became of their copies, that an observer is shown: the seam for comparison. */
class ObservationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BODY_BYTES = 1000;

    /** An exchange with its bodies as text, since they are valid during the call only. */
    private record Seen(ObservedExchange exchange, String primary, OptionalLong hash, String shadow) {
        CopyEnd end() {
            return exchange.copies().get(0).end();
        }

        Response response() {
            return ((CopyEnd.Answered) end()).response();
        }
    }

    private final RecordingShadow shadow = RecordingShadow.start();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private TrafficMirror mirror = mirrorWith(observer(Interest.BODIES, BODY_BYTES, this::see));
    private long expectedFaults;

    private TrafficMirror mirrorWith(ExchangeObserver observer) {
        return TrafficMirror.builder()
                .limits(ChaosRig.limits())
                .observer(observer)
                .route(MirrorRoute.to(shadow.uri().toString()).mirror(Unhurried::mirror))
                .build();
    }

    /** Another mirror in the place of the one that stands by. */
    private void use(ExchangeObserver observer) {
        mirror.close();
        mirror = mirrorWith(observer);
    }

    private static ExchangeObserver observer(Interest interest, int bytes, Consumer<ObservedExchange> sees) {
        return new ExchangeObserver() {
            @Override
            public Interest interest(RequestHead request, List<MirrorName> mirrors) {
                return interest;
            }

            @Override
            public int maxBodyBytes() {
                return bytes;
            }

            @Override
            public void onExchange(ObservedExchange exchange) {
                sees.accept(exchange);
            }
        };
    }

    private void see(ObservedExchange exchange) {
        boolean answered = exchange.copies().get(0).end() instanceof CopyEnd.Answered;
        Seen copied = new Seen(
                exchange,
                text(exchange.primary().body()),
                exchange.primary().body().hash(),
                "");
        seen.add(
                answered
                        ? new Seen(
                                exchange,
                                copied.primary(),
                                copied.hash(),
                                text(copied.response().body()))
                        : copied);
    }

    private static String text(HeldBody body) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer buffer : body.buffers()) {
            text.append(ISO_8859_1.decode(buffer));
        }
        return text.toString();
    }

    private void waitUntilReleased() {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void nothing_is_held() {
        slow.countDown();
        mirror.close();
        shadow.close();
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        assertThat(mirror.stats().internalErrors()).isEqualTo(expectedFaults);
        assertThat(seen).isEmpty();
    }

    private Exchange begin() {
        return mirror.observe(BusyPrimary.head("GET", "/observed", Headers.empty()));
    }

    private static void write(Exchange exchange, String text) {
        exchange.responseBody().write(text.getBytes(ISO_8859_1), 0, text.length());
    }

    private Seen next() throws InterruptedException {
        Seen next = seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("an exchange").isNotNull();
        return next;
    }

    private MirrorCounts counts() {
        return mirror.stats().mirrors().get(0);
    }

    @Test
    void an_exchange_holds_both_responses_when_the_shadow_is_first() throws Exception {
        Exchange exchange = begin();
        assertThat(exchange.wantsResponse()).isTrue();
        assertThat(exchange.wantsResponseBody()).isTrue();
        write(exchange, "primary");
        await().atMost(PATIENCE).until(() -> counts().answeredInAll() == 1);
        assertThat(mirror.stats().bytesHeld()).isPositive();
        assertThat(seen).isEmpty();
        exchange.template("/observed/{id}");
        exchange.end(new ResponseHead(201, Headers.of("X-A", "b")));
        Seen both = next();
        assertThat(both.exchange().template()).contains("/observed/{id}");
        assertThat(both.primary()).isEqualTo("primary");
        assertThat(both.shadow()).isEqualTo("shadow\n");
        Response primary = both.exchange().primary();
        assertThat(primary.head()).contains(new ResponseHead(201, Headers.of("X-A", "b")));
        assertThat(primary.fieldsKept()).isTrue();
        assertThat(primary.body().length()).isEqualTo(7);
        assertThat(both.hash())
                .isEqualTo(HeldBody.of("primary".getBytes(ISO_8859_1)).hash());
        assertThat(both.response().head().orElseThrow().status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> mirror.stats().bytesHeld() == 0);
        assertThat(counts().wanted()).isEqualTo(1);
        assertThat(counts().observed()).isEqualTo(1);
        assertThat(counts().unobserved()).isEmpty();
    }

    @Test
    void times_of_primary_and_copy_are_of_one_clock() throws Exception {
        long before = System.nanoTime();
        Exchange exchange = begin();
        write(exchange, "primary");
        exchange.end(new ResponseHead(200, Headers.empty()));
        Seen both = next();
        long after = System.nanoTime();
        var primary = both.exchange().primary().timing();
        var copy = both.response().timing();
        assertThat(List.of(before, primary.began(), primary.firstByte().orElseThrow(), primary.end(), after))
                .isSorted();
        assertThat(List.of(before, copy.began(), copy.firstByte().orElseThrow(), copy.end(), after))
                .isSorted();
        assertThat(copy.began()).isGreaterThanOrEqualTo(primary.began());
    }

    @Test
    void an_exchange_holds_both_responses_when_the_primary_is_first() throws Exception {
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
        Seen both = next();
        assertThat(both.primary()).isEqualTo("primary");
        assertThat(both.shadow()).isEqualTo("shadow\n");
    }

    @Test
    void bodies_that_are_not_had_say_why() throws Exception {
        shadow.behave(Answer.ok().body("x".repeat(BODY_BYTES + 1)));
        Exchange tooLong = begin();
        write(tooLong, "y".repeat(BODY_BYTES + 1));
        tooLong.end(new ResponseHead(200, Headers.empty()));
        Seen truncated = next();
        assertThat(truncated.exchange().primary().body().state()).isEqualTo(HeldBody.State.TRUNCATED);
        assertThat(truncated.exchange().primary().body().buffers()).isEmpty();
        assertThat(truncated.response().body().state()).isEqualTo(HeldBody.State.TRUNCATED);

        shadow.behave(Fault.reset(Phase.INSIDE_RESPONSE_BODY));
        Exchange missed = begin();
        write(missed, "part");
        missed.responseBodyMissed();
        missed.endWithoutResponse();
        Seen failed = next();
        assertThat(failed.exchange().primary().head()).isEmpty();
        assertThat(failed.exchange().primary().body().state()).isEqualTo(HeldBody.State.NOT_SEEN);
        assertThat(failed.end()).isInstanceOf(CopyEnd.Failed.class);
    }

    @Test
    void length_and_hash_of_a_body_above_the_cap_are_taken_as_far_as_a_shadow_is_read() throws Exception {
        int most = (int) ChaosRig.limits().maxResponseBytes();
        String large = "0123456".repeat(most / 7);
        shadow.behave(Answer.ok().body(large));
        Exchange measured = begin();
        write(measured, large.substring(0, 999));
        write(measured, large.substring(999));
        assertThat(measured.wantsResponseBody()).isTrue();
        measured.end(new ResponseHead(200, Headers.empty()));
        Seen same = next();
        assertThat(same.exchange().primary().body().state()).isEqualTo(HeldBody.State.TRUNCATED);
        assertThat(same.exchange().primary().body().length()).isEqualTo(large.length());
        assertThat(same.exchange().primary().body().hash()).isPresent();
        assertThat(same.response().body().hash())
                .isEqualTo(same.exchange().primary().body().hash());

        shadow.behave(Answer.ok().body("7" + large.substring(1)));
        Exchange beyond = begin();
        write(beyond, large);
        write(beyond, "x".repeat(8));
        assertThat(beyond.wantsResponseBody()).isFalse();
        beyond.end(new ResponseHead(200, Headers.empty()));
        Seen other = next();
        assertThat(other.exchange().primary().body().hash()).isEmpty();
        assertThat(other.response().body().hash())
                .isPresent()
                .isNotEqualTo(same.response().body().hash());
    }

    @Test
    void an_observer_without_bodies_wraps_no_response() throws Exception {
        use(observer(Interest.HEADS, BODY_BYTES, this::see));
        Exchange exchange = begin();
        assertThat(exchange.wantsResponse()).isTrue();
        assertThat(exchange.wantsResponseBody()).isFalse();
        exchange.end(new ResponseHead(200, Headers.empty()));
        Seen heads = next();
        assertThat(heads.exchange().primary().body().state()).isEqualTo(HeldBody.State.NOT_ASKED);
        assertThat(heads.response().body().state()).isEqualTo(HeldBody.State.NOT_ASKED);
    }

    @Test
    void without_interest_nothing_is_wrapped_or_held_or_shown() {
        use(observer(Interest.NONE, BODY_BYTES, this::see));
        Exchange exchange = begin();
        assertThat(exchange.wantsResponse()).isFalse();
        assertThat(exchange.wantsResponseBody()).isFalse();
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        exchange.end(new ResponseHead(200, Headers.empty()));
        assertThat(counts().wanted()).isZero();
    }

    @Test
    void an_observer_that_throws_when_asked_is_not_interested() {
        use(new ExchangeObserver() {
            @Override
            public Interest interest(RequestHead request, List<MirrorName> mirrors) {
                throw new IllegalStateException("asked");
            }

            @Override
            public int maxBodyBytes() {
                return BODY_BYTES;
            }

            @Override
            public void onExchange(ObservedExchange exchange) {
                see(exchange);
            }
        });
        expectedFaults = 1;
        Exchange exchange = begin();
        assertThat(exchange.wantsResponse()).isFalse();
        await().atMost(PATIENCE).until(() -> counts().answeredInAll() == 1);
        exchange.end(new ResponseHead(200, Headers.empty()));
    }

    @Test
    void an_observer_that_throws_is_shown_the_next_exchange() throws Exception {
        use(observer(Interest.BODIES, BODY_BYTES, exchange -> {
            see(exchange);
            throw new IllegalStateException("shown");
        }));
        for (int i = 1; i <= 2; i++) {
            Exchange exchange = begin();
            write(exchange, "primary");
            exchange.end(new ResponseHead(200, Headers.empty()));
            assertThat(next().primary()).isEqualTo("primary");
        }
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        assertThat(counts().observed()).isEqualTo(2);
        expectedFaults = 2;
    }

    @Test
    void an_observer_of_more_than_is_read_of_a_shadow_is_refused() {
        long limit = ChaosRig.limits().maxResponseBytes();
        assertThatThrownBy(() -> mirrorWith(observer(Interest.BODIES, (int) limit + 1, this::see)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxBodyBytes: must be 0..65536 (limits.maxResponseBytes), was 65537");
    }

    @Test
    void without_bytes_to_be_had_the_length_and_the_hash_are_known() throws Exception {
        int length = 60_000;
        use(observer(Interest.BODIES, length, this::see));
        byte[] much = new byte[length];
        for (int i = 0; i < length; i++) {
            much[i] = (byte) (i * 31);
        }
        // Each holds its bytes until it ends, so that one of them finds none.
        List<Exchange> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Exchange exchange = begin();
            exchange.responseBody().write(much, 0, length / 3);
            exchange.responseBody().write(much, length / 3, length - length / 3);
            all.add(exchange);
            assertThat(mirror.stats().bytesHeld())
                    .isLessThanOrEqualTo(mirror.stats().byteLimit());
        }
        int without = 0;
        for (Exchange exchange : all) {
            exchange.end(new ResponseHead(200, Headers.empty()));
        }
        for (long i = counts().unobserved().values().stream().mapToLong(n -> n).sum(); i < all.size(); i++) {
            Seen one = next();
            HeldBody body = one.exchange().primary().body();
            assertThat(body.length()).isEqualTo(length);
            assertThat(one.hash()).isEqualTo(HeldBody.of(much).hash());
            without += body.state() == HeldBody.State.BYTE_BUDGET ? 1 : 0;
        }
        assertThat(without).as("bodies without bytes").isPositive();
    }

    @Test
    void a_response_is_captured_no_longer_once_every_copy_was_dropped() throws Exception {
        Exchange exchange = mirror.observe(BusyPrimary.head("POST", "/observed", Headers.of("Content-Length", "5")));
        assertThat(exchange.wantsResponseBody()).isTrue();
        write(exchange, "something");
        exchange.requestBody().fail(DropReason.BODY_ABORTED);
        assertThat(exchange.wantsResponse()).isFalse();
        assertThat(exchange.wantsResponseBody()).isFalse();
        write(exchange, "nobody looks at this");
        exchange.end(new ResponseHead(200, Headers.of("X-A", "b")));
        Seen dropped = next();
        assertThat(dropped.end()).isEqualTo(new CopyEnd.Dropped(DropReason.BODY_ABORTED));
        assertThat(dropped.exchange().primary().body().state()).isEqualTo(HeldBody.State.NOT_SEEN);
        assertThat(dropped.exchange().primary().fieldsKept()).isFalse();
    }

    @Test
    void a_primary_that_never_ends_is_shown_when_the_mirror_is_closed() throws Exception {
        Exchange exchange = begin();
        write(exchange, "part");
        await().atMost(PATIENCE).until(() -> counts().answeredInAll() == 1);
        mirror.close();
        Seen given = next();
        assertThat(given.exchange().primary().head()).isEmpty();
        assertThat(given.exchange().primary().body().state()).isEqualTo(HeldBody.State.NOT_SEEN);
        assertThat(given.end()).isInstanceOf(CopyEnd.Answered.class);
        exchange.end(new ResponseHead(200, Headers.empty()));
    }

    /** One side alone has long fields: where they are not counted, what is counted stays far below the limit. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hostile_heads_of_responses_are_held_within_the_budget(boolean ofShadow) {
        int exchanges = 4000;
        long limit = 8 << 20;
        String field = "x".repeat(60_000);
        shadow.behave(ofShadow ? Answer.ok().header("X-Long", field) : Answer.ok());
        mirror.close();
        mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds().withMaxBytesHeld(limit))
                .observer(observer(Interest.HEADS, 0, exchange -> waitUntilReleased()))
                .route(MirrorRoute.to(shadow.uri().toString()).mirror(spec -> Unhurried.mirror(spec)))
                .build();
        long most = 0;
        for (int i = 0; i < exchanges; i++) {
            begin().end(new ResponseHead(200, ofShadow ? Headers.empty() : Headers.of("X-Long", field + i)));
            most = Math.max(most, mirror.stats().bytesHeld());
        }
        await().atMost(PATIENCE).until(() -> counts().waiting() == 0 && counts().inFlight() == 0);
        most = Math.max(most, mirror.stats().bytesHeld());
        assertThat(most).isBetween(limit / 2, limit);
        slow.countDown();
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        assertThat(counts().observed()
                        + counts().unobserved().values().stream()
                                .mapToLong(n -> n)
                                .sum())
                .isEqualTo(counts().wanted())
                .isPositive();
        assertThat(mirror.stats().bytesHeld()).isZero();
    }

    @Test
    void what_a_slow_observer_has_no_room_for_is_counted_and_given_back() {
        mirror.close();
        mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds().withMaxBytesHeld(64 << 20))
                .observer(observer(Interest.BODIES, BODY_BYTES, exchange -> waitUntilReleased()))
                .route(MirrorRoute.to(shadow.uri().toString()).mirror(Unhurried::mirror))
                .build();
        for (int i = 1; counts().unobserved().isEmpty() && i <= 100; i++) {
            for (int n = 0; n < 50; n++) {
                begin().end(new ResponseHead(200, Headers.empty()));
            }
            await().atMost(PATIENCE).until(() -> counts().waiting() == 0 && counts().inFlight() == 0);
        }
        assertThat(counts().unobserved()).containsOnlyKeys(UnobservedReason.QUEUE_FULL);
        slow.countDown();
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        assertThat(counts().observed())
                .isEqualTo(counts().wanted() - counts().unobserved().get(UnobservedReason.QUEUE_FULL));
    }

    @Test
    void each_exchange_is_shown_exactly_once_under_load() {
        shadow.behave(Behaviour.inTurn(Answer.ok(), Fault.reset(Phase.AFTER_REQUEST), Answer.status(500)));
        Set<String> ids = ConcurrentHashMap.newKeySet();
        AtomicLong twice = new AtomicLong();
        AtomicLong told = new AtomicLong();
        use(observer(Interest.BODIES, BODY_BYTES, exchange -> {
            told.incrementAndGet();
            if (!ids.add(exchange.id())) {
                twice.incrementAndGet();
            }
        }));
        new BusyPrimary(mirror, 4).serve(2000);
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        assertThat(twice).hasValue(0);
        assertThat(told.get()).isEqualTo(counts().observed()).isPositive();
        assertThat(counts().observed()
                        + counts().unobserved().values().stream()
                                .mapToLong(n -> n)
                                .sum())
                .isEqualTo(counts().wanted());
    }

    @Test
    void what_observers_would_keep_gives_way_before_a_copy() {
        int length = 60_000;
        use(observer(Interest.BODIES, length, exchange -> {}));
        byte[] much = new byte[length];
        List<Exchange> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Exchange exchange = begin();
            exchange.responseBody().write(much, 0, length);
            all.add(exchange);
        }
        await().atMost(PATIENCE).until(() -> counts().inFlight() == 0 && counts().waiting() == 0);
        assertThat(mirror.stats().bytesHeld()).isGreaterThan(mirror.stats().byteLimit() - length - length);

        Headers fields = Headers.of("Content-Length", Integer.toString(length));
        Exchange upload = mirror.observe(BusyPrimary.head("POST", "/upload", fields));
        upload.requestBody().write(much, 0, length);
        upload.requestBody().end();
        upload.endWithoutResponse();
        all.forEach(exchange -> exchange.end(new ResponseHead(200, Headers.empty())));

        await().atMost(PATIENCE).until(() -> counts().inFlight() == 0 && counts().waiting() == 0);
        assertThat(counts().dropped()).isEmpty();
        assertThat(counts().sent()).isEqualTo(9);
    }

    @Test
    void an_observer_that_hangs_costs_no_event() {
        mirror.close();
        AtomicLong told = new AtomicLong();
        mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .observer(observer(Interest.BODIES, BODY_BYTES, exchange -> waitUntilReleased()))
                .listener(event -> told.addAndGet(event instanceof MirrorEvent.Answered ? 1 : 0))
                .route(MirrorRoute.to(shadow.uri().toString()).mirror(Unhurried::mirror))
                .build();
        for (int i = 0; i < 50; i++) {
            begin().end(new ResponseHead(200, Headers.empty()));
        }
        await().atMost(PATIENCE).until(() -> told.get() == 50);
        assertThat(mirror.stats().eventsLost()).isZero();
        assertThat(counts().observed()).isLessThanOrEqualTo(1);
    }

    @Test
    void an_observer_that_hangs_loses_exchanges_and_their_bytes_come_back() {
        use(observer(Interest.BODIES, BODY_BYTES, exchange -> waitUntilReleased()));
        new BusyPrimary(mirror, 2).serve(50);
        await().atMost(PATIENCE).until(() -> counts().inFlight() == 0 && counts().waiting() == 0);
        assertThat(mirror.stats().bytesHeld()).isPositive();
        mirror.close(Duration.ZERO);
        assertThat(counts().unobserved()).containsKey(UnobservedReason.CLOSED);
        await().atMost(PATIENCE).until(() -> mirror.stats().bytesHeld() == 0);
    }
}

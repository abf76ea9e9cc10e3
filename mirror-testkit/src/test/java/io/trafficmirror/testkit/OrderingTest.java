// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRouteBuilder;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.targets.TargetState;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.jdk.JdkTransport;
import io.trafficmirror.transport.wire.WireTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies with one key leave one after the other, whatever the shadow does meanwhile; each test by each transport. */
class OrderingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ResponseHead OK = new ResponseHead(200, Headers.empty());
    private static final Ordering BY_USER = Ordering.by(SampleKey.header("X-User"));

    @SuppressWarnings("ImmutableEnumChecker") // a factory has no state
    enum Sender {
        WIRE(WireTransport.factory()),
        JDK(JdkTransport.factory());

        private final ShadowTransport.Factory factory;

        Sender(ShadowTransport.Factory factory) {
            this.factory = factory;
        }
    }

    private final RecordingShadow shadow = RecordingShadow.start();
    private final RecordingShadow control = RecordingShadow.start();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final Queue<ObservedExchange> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        shadow.close();
        control.close();
    }

    private TrafficMirror mirror(Sender sender, UnaryOperator<MirrorRouteBuilder> change) {
        return TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .transport(sender.factory)
                .observer(seen::add)
                .route(change.apply(MirrorRoute.to(shadow.uri().toString())
                        .name("records")
                        .mirror(Unhurried::mirror)
                        .ordered(BY_USER)))
                .build();
    }

    private TrafficMirror mirror(Sender sender) {
        return mirror(sender, route -> route);
    }

    private static Exchange begin(TrafficMirror mirror, String method, String target, String user, int length) {
        Headers headers = length == 0
                ? Headers.of("X-User", user)
                : Headers.of("X-User", user, "Content-Length", Integer.toString(length));
        return mirror.observe(BusyPrimary.head(method, target, headers));
    }

    private static void serve(TrafficMirror mirror, String method, String target, String user, String content) {
        Exchange exchange = begin(mirror, method, target, user, content.length());
        body(exchange, content);
        exchange.end(OK);
    }

    private static void body(Exchange exchange, String content) {
        byte[] bytes = content.getBytes(ISO_8859_1);
        exchange.requestBody().write(bytes, 0, bytes.length);
        exchange.requestBody().end();
    }

    /** The shadow notes what comes, answers what is held only when the test says so, and notes that it has. */
    private void holdAndNote(String heldTarget) {
        shadow.behave(exchange -> {
            String target = exchange.head().requestLine().target();
            exchange.readBody();
            events.add("got " + target);
            if (target.equals(heldTarget)) {
                awaitHeld();
            }
            events.add("done " + target);
            Answer.ok().answer(exchange);
        });
    }

    private void awaitHeld() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closes(TrafficMirror mirror) {
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
    }

    private static TargetState target(TrafficMirror mirror) {
        return mirror.stats().targets().get(0);
    }

    private static MirrorCounts counts(TrafficMirror mirror) {
        return mirror.stats().mirrors().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void the_read_that_follows_a_redirect_arrives_after_the_create(Sender sender) {
        holdAndNote("/create");
        try (TrafficMirror mirror = mirror(sender)) {
            serve(mirror, "POST", "/create", "ann", "a record");
            await().atMost(PATIENCE).until(() -> events.contains("got /create"));
            serve(mirror, "GET", "/record", "ann", "");

            assertThat(target(mirror).behindKeys()).isEqualTo(1);
            assertThat(target(mirror).inFlight())
                    .as("no slot for one that waits")
                    .isEqualTo(1);
            held.countDown();
            closes(mirror);
            assertThat(events).containsExactly("got /create", "done /create", "got /record", "done /record");
        }
    }

    /** A form that the container has parsed is rebuilt only after the response: the next request is there before. */
    @ParameterizedTest
    @EnumSource
    void the_order_is_that_of_the_requests_also_where_the_first_one_is_complete_later(Sender sender) {
        holdAndNote("none");
        try (TrafficMirror mirror = mirror(sender)) {
            Exchange create = begin(mirror, "POST", "/create", "ann", 8);
            serve(mirror, "GET", "/record", "ann", "");

            assertThat(target(mirror).behindKeys()).isEqualTo(1);
            body(create, "a record");
            create.end(OK);
            closes(mirror);
            assertThat(events).containsExactly("got /create", "done /create", "got /record", "done /record");
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_edits_of_one_record_end_in_the_newer_one_every_time(Sender sender) {
        Map<String, String> records = new ConcurrentHashMap<>();
        Random pauses = new Random(5);
        shadow.behave(exchange -> {
            String target = exchange.head().requestLine().target();
            exchange.readBody();
            exchange.pause(Duration.ofNanos(pauses.nextInt(4_000_000)));
            records.put(target.substring(0, target.indexOf('?')), target);
            Answer.ok().answer(exchange);
        });
        try (TrafficMirror mirror = mirror(sender)) {
            for (int i = 0; i < 200; i++) {
                String record = "/records/" + i;
                serve(mirror, "PUT", record + "?older", "user " + i, "older");
                serve(mirror, "PUT", record + "?newer", "user " + i, "newer");
            }
            closes(mirror);
            assertThat(counts(mirror).answeredInAll()).isEqualTo(400);
        }
        assertThat(records).hasSize(200);
        assertThat(records.values()).allMatch(last -> last.endsWith("?newer"));
    }

    @ParameterizedTest
    @EnumSource
    void another_key_and_what_has_no_key_are_not_held_up(Sender sender) {
        holdAndNote("/held");
        try (TrafficMirror mirror = mirror(
                sender,
                route -> route.mirror(spec -> spec.withLimits(spec.limits().withMaxInFlight(2))))) {
            serve(mirror, "GET", "/held", "ann", "");
            for (int i = 0; i < 5; i++) {
                serve(mirror, "GET", "/waits/" + i, "ann", "");
            }
            serve(mirror, "GET", "/of-another", "bob", "");
            mirror.observe(BusyPrimary.head("GET", "/without", Headers.empty())).end(OK);

            await().atMost(PATIENCE)
                    .until(() -> events.contains("done /of-another") && events.contains("done /without"));
            assertThat(target(mirror).behindKeys()).isEqualTo(5);
            assertThat(events).noneMatch(event -> event.contains("/waits"));
            held.countDown();
            closes(mirror);
            assertThat(events.stream().filter(event -> event.startsWith("got /waits")))
                    .containsExactly("got /waits/0", "got /waits/1", "got /waits/2", "got /waits/3", "got /waits/4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_copy_is_noted_with_all_that_follow_it_and_with_no_other_key(Sender sender) {
        shadow.behave(Behaviour.when(
                head -> head.requestLine().target().equals("/lost"),
                exchange -> {
                    exchange.readBody();
                    exchange.reset();
                },
                Answer.ok()));
        try (TrafficMirror mirror = mirror(sender)) {
            serve(mirror, "POST", "/before", "ann", "x");
            serve(mirror, "POST", "/lost", "ann", "x");
            serve(mirror, "GET", "/after", "ann", "");
            closes(mirror);
            serve(mirror, "GET", "/later", "ann", "");
            serve(mirror, "GET", "/other", "bob", "");
            closes(mirror);

            assertThat(counts(mirror).failedInAll()).isEqualTo(1);
            assertThat(counts(mirror).afterLoss()).isEqualTo(2);
            await().atMost(PATIENCE).until(() -> seen.size() == 5);
            assertThat(seen.stream()
                            .filter(exchange -> exchange.copies().stream().anyMatch(CopyResult::afterLoss))
                            .map(exchange -> exchange.request().target()))
                    .containsExactlyInAnyOrder("/after", "/later");
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_was_refused_before_it_began_is_a_loss_too(Sender sender) {
        try (TrafficMirror mirror = mirror(sender)) {
            mirror.pause();
            serve(mirror, "POST", "/refused", "ann", "x");
            mirror.resume();
            serve(mirror, "GET", "/after", "ann", "");
            closes(mirror);

            assertThat(counts(mirror).dropped()).containsOnlyKeys(DropReason.PAUSED);
            assertThat(counts(mirror).afterLoss()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_waits_too_long_for_its_turn_is_dropped_and_what_follows_knows(Sender sender) {
        holdAndNote("/held");
        try (TrafficMirror mirror = mirror(
                sender,
                route -> route.mirror(spec -> spec.withLimits(spec.limits().withMaxQueueAge(Duration.ofMillis(1)))))) {
            serve(mirror, "GET", "/held", "ann", "");
            serve(mirror, "GET", "/expires", "ann", "");
            await().atMost(PATIENCE).until(() -> counts(mirror).dropped().containsKey(DropReason.QUEUE_EXPIRED));
            assertThat(target(mirror).queued()).isZero();
            held.countDown();
            closes(mirror);
            serve(mirror, "GET", "/after", "ann", "");
            closes(mirror);

            assertThat(counts(mirror).afterLoss()).isEqualTo(1);
            assertThat(shadow.countsByTarget()).containsOnlyKeys("/held", "/after");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_streamed_copy_waits_for_its_turn_and_holds_up_what_follows(Sender sender) {
        holdAndNote("/held");
        try (TrafficMirror mirror = mirror(sender, MirrorRouteBuilder::stream)) {
            serve(mirror, "GET", "/held", "ann", "");
            Exchange upload = begin(mirror, "POST", "/upload", "ann", 8);
            upload.requestBody().write("half".getBytes(ISO_8859_1), 0, 4);
            assertThat(target(mirror).behindKeys()).isEqualTo(1);
            held.countDown();
            await().atMost(PATIENCE)
                    .until(() ->
                            target(mirror).inFlight() == 1 && target(mirror).behindKeys() == 0);
            serve(mirror, "GET", "/after", "ann", "");
            assertThat(target(mirror).behindKeys()).isEqualTo(1);
            upload.requestBody().write("half".getBytes(ISO_8859_1), 0, 4);
            upload.requestBody().end();
            upload.end(OK);
            closes(mirror);

            assertThat(events)
                    .containsExactly(
                            "got /held", "done /held", "got /upload", "done /upload", "got /after", "done /after");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_oldest_that_waits_for_its_turn_makes_room(Sender sender) {
        holdAndNote("/held");
        try (TrafficMirror mirror = mirror(
                sender,
                route -> route.mirror(spec -> spec.withLimits(spec.limits()
                        .withMaxQueued(1)
                        .withMaxInFlight(1)
                        .withOverflow(TargetLimits.Overflow.DROP_OLDEST))))) {
            serve(mirror, "GET", "/held", "ann", "");
            Exchange newer = begin(mirror, "POST", "/newer", "bob", 1);
            serve(mirror, "GET", "/oldest", "ann", "");
            assertThat(target(mirror).behindKeys()).isEqualTo(1);
            body(newer, "x");
            newer.end(OK);
            assertThat(counts(mirror).dropped()).containsExactly(Map.entry(DropReason.QUEUE_FULL, 1L));
            held.countDown();
            closes(mirror);
            assertThat(shadow.countsByTarget()).containsOnlyKeys("/held", "/newer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_close_drops_what_waits_for_its_turn_and_closes_the_account(Sender sender) {
        holdAndNote("/held");
        TrafficMirror mirror = mirror(sender);
        serve(mirror, "GET", "/held", "ann", "");
        await().atMost(PATIENCE).until(() -> events.contains("got /held"));
        for (int i = 0; i < 10; i++) {
            serve(mirror, "GET", "/waits", "ann", "");
        }
        assertThat(target(mirror).behindKeys()).isEqualTo(10);

        mirror.close(Duration.ZERO);

        assertThat(mirror.stats().isClosed()).isTrue();
        assertThat(counts(mirror).dropped()).containsEntry(DropReason.CLOSED, 10L);
    }

    @ParameterizedTest
    @EnumSource
    void shadow_and_control_keep_each_their_own_order(Sender sender) {
        Queue<String> atControl = new ConcurrentLinkedQueue<>();
        control.behave(exchange -> {
            exchange.readBody();
            atControl.add(exchange.head().requestLine().target());
            awaitHeld();
            Answer.ok().answer(exchange);
        });
        holdAndNote("none");
        try (TrafficMirror mirror =
                mirror(sender, route -> route.control(control.uri().toString(), 100))) {
            for (int i = 0; i < 5; i++) {
                serve(mirror, "POST", "/" + i, "ann", "x");
            }
            await().atMost(PATIENCE).until(() -> events.contains("done /4"));
            assertThat(atControl).containsExactly("/0");
            held.countDown();
            closes(mirror);
            assertThat(atControl).containsExactly("/0", "/1", "/2", "/3", "/4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reload_keeps_the_order_of_a_mirror_that_stays(Sender sender) {
        holdAndNote("/held");
        MirrorRoute same = MirrorRoute.to(shadow.uri().toString())
                .name("records")
                .mirror(Unhurried::mirror)
                .ordered(BY_USER)
                .build();
        try (TrafficMirror mirror = mirror(sender)) {
            serve(mirror, "GET", "/held", "ann", "");
            mirror.reload(List.of(
                    same,
                    MirrorRoute.to(control.uri().toString())
                            .name("another")
                            .pathPrefix("/another")
                            .build()));
            serve(mirror, "GET", "/after", "ann", "");
            assertThat(target(mirror).behindKeys()).isEqualTo(1);
            held.countDown();
            closes(mirror);
            assertThat(events).containsExactly("got /held", "done /held", "got /after", "done /after");
        }
    }

    /** No order holds between the old limits and the new ones, and nobody may take such a copy for one in order. */
    @ParameterizedTest
    @EnumSource
    void what_may_overtake_across_a_reload_of_limits_is_seen_to_follow_a_loss(Sender sender) {
        holdAndNote("/held");
        try (TrafficMirror mirror = mirror(sender)) {
            serve(mirror, "GET", "/held", "ann", "");
            await().atMost(PATIENCE).until(() -> events.contains("got /held"));
            mirror.reload(List.of(withOtherLimits()));
            serve(mirror, "GET", "/after", "ann", "");
            serve(mirror, "GET", "/of-another", "bob", "");
            await().atMost(PATIENCE).until(() -> events.containsAll(List.of("done /after", "done /of-another")));
            assertThat(events).doesNotContain("done /held");
            held.countDown();
            closes(mirror);
            await().atMost(PATIENCE).until(() -> seen.size() == 3);
            assertThat(afterLoss()).containsExactly("/after");
            assertThat(counts(mirror).afterLoss()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reload_of_limits_forgets_no_loss(Sender sender) {
        shadow.behave(Fault.reset(Phase.AFTER_REQUEST));
        try (TrafficMirror mirror = mirror(sender)) {
            serve(mirror, "GET", "/lost", "ann", "");
            closes(mirror);
            shadow.behave(Answer.ok());
            mirror.reload(List.of(withOtherLimits()));
            serve(mirror, "GET", "/after", "ann", "");
            serve(mirror, "GET", "/of-another", "bob", "");
            closes(mirror);
            await().atMost(PATIENCE).until(() -> seen.size() == 3);
            assertThat(afterLoss()).containsExactly("/after");
        }
    }

    private List<String> afterLoss() {
        return seen.stream()
                .filter(exchange -> exchange.copies().stream().anyMatch(CopyResult::afterLoss))
                .map(exchange -> exchange.request().target())
                .toList();
    }

    private MirrorRoute withOtherLimits() {
        return MirrorRoute.to(shadow.uri().toString())
                .name("records")
                .mirror(spec -> Unhurried.mirror(spec)
                        .withLimits(Unhurried.mirror(spec).limits().withMaxInFlight(3)))
                .ordered(BY_USER)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void a_supplier_of_keys_that_throws_costs_no_copy(Sender sender) {
        Ordering supplied = Ordering.by(request -> {
            if (request.target().equals("/broken")) {
                throw new IllegalStateException("no key");
            }
            if (request.target().equals("/error")) {
                throw new AssertionError("no key");
            }
            if (request.target().equals("/undeclared")) {
                OrderingTest.<RuntimeException>throwUndeclared(new IOException("no key"));
            }
            return request.headers().first("X-User").orElse(null);
        });
        holdAndNote("none");
        try (TrafficMirror mirror = mirror(sender, route -> route.ordered(supplied))) {
            serve(mirror, "GET", "/broken", "ann", "");
            serve(mirror, "GET", "/error", "ann", "");
            serve(mirror, "GET", "/undeclared", "ann", "");
            serve(mirror, "GET", "/sound", "ann", "");
            closes(mirror);
            assertThat(counts(mirror).answeredInAll()).isEqualTo(4);
            assertThat(mirror.stats().internalErrors()).isEqualTo(3);
        }
    }

    /** As code in other languages throws it. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable t) throws T {
        throw (T) t;
    }
}

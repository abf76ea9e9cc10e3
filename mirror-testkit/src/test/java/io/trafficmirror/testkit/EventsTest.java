// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a listener hears of copies, by a {@link RecordingListener} that lets no event pass unclaimed. */
class EventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingShadow shadow = RecordingShadow.start();
    private final RecordingListener events = new RecordingListener();
    private TrafficMirror mirror = mirrorWith(events);
    private BusyPrimary primary = new BusyPrimary(mirror, 1);

    private TrafficMirror mirrorWith(MirrorListener listener) {
        return TrafficMirror.builder()
                .limits(ChaosRig.limits())
                .listener(listener)
                .route(MirrorRoute.to(shadow.uri().toString())
                        .mirror(m -> m.withLimits(Unhurried.limits(TargetLimits.DEFAULT)
                                .withBreaker(
                                        new BreakerRules(1, 100, 10, Duration.ofMillis(20), Duration.ofMillis(20))))))
                .build();
    }

    @AfterEach
    void every_event_was_claimed() {
        mirror.close();
        shadow.close();
        events.close();
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
    }

    @Test
    void an_answer_is_told_with_its_request() {
        primary.get("/told?q=1");
        MirrorEvent.Answered answered = events.take(MirrorEvent.Answered.class, PATIENCE);
        assertThat(answered.request().target()).isEqualTo("/told?q=1");
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.bodyBytes()).isEqualTo(7);
        assertThat(shadow.requests().get(0).header("X-Shadow-Id")).contains(answered.id());
    }

    @Test
    void a_template_is_told_if_it_is_known_by_then() {
        Exchange exchange = mirror.observe(BusyPrimary.head("POST", "/told/1", Headers.of("Content-Length", "1")));
        exchange.template("/told/{id}");
        exchange.requestBody().write('x');
        exchange.requestBody().end();
        assertThat(events.take(MirrorEvent.Answered.class, PATIENCE).template()).contains("/told/{id}");
        exchange.endWithoutResponse();
        primary.get("/told/2");
        assertThat(events.take(MirrorEvent.Answered.class, PATIENCE).template()).isEmpty();
    }

    @Test
    void a_drop_is_told_with_its_reason() {
        mirror.pause();
        primary.get("/");
        assertThat(events.take(MirrorEvent.Dropped.class, PATIENCE).reason()).isEqualTo(DropReason.PAUSED);
    }

    @Test
    void a_failure_is_told_and_the_breaker_opens_and_closes_once() {
        shadow.behave(Fault.reset(Phase.AFTER_REQUEST));
        primary.post("/", new byte[3]);
        assertThat(events.take(MirrorEvent.Failed.class, PATIENCE).reason()).isEqualTo(FailureReason.RESET);
        assertThat(events.take(MirrorEvent.BreakerOpened.class, PATIENCE).target())
                .hasToString(shadow.uri().toString());
        shadow.behave(Answer.ok());
        await().atMost(PATIENCE).until(() -> {
            primary.get("/probe");
            return mirror.stats().mirrors().get(0).answeredInAll() > 0;
        });
        events.take(MirrorEvent.BreakerClosed.class, PATIENCE);
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        mirror.close();
        assertThat(events.takeAll(MirrorEvent.Answered.class)).isNotEmpty();
        assertThat(events.takeAll(MirrorEvent.Dropped.class))
                .allMatch(drop -> drop.reason() == DropReason.BREAKER_OPEN);
    }

    @Test
    void a_listener_that_throws_is_told_the_next_event_and_counted() {
        replace(event -> {
            events.onEvent(event);
            throw new IllegalStateException("listener");
        });
        primary.get("/1");
        primary.get("/2");
        events.take(MirrorEvent.Answered.class, PATIENCE);
        events.take(MirrorEvent.Answered.class, PATIENCE);
        await().atMost(PATIENCE).until(() -> mirror.stats().internalErrors() == 2);
    }

    @Test
    void a_listener_that_is_slow_loses_events_and_nothing_else() {
        CountDownLatch slow = new CountDownLatch(1);
        replace(event -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        mirror.pause();
        for (int i = 0; i < 20_000; i++) {
            primary.get("/");
        }
        assertThat(mirror.stats().eventsLost()).isPositive();
        assertThat(mirror.stats().mirrors().get(0).dropped()).containsEntry(DropReason.PAUSED, 20_000L);
        slow.countDown();
    }

    @Test
    void an_event_that_nobody_claims_fails_the_test() {
        primary.get("/");
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        mirror.close();
        assertThatThrownBy(events::close).isInstanceOf(AssertionError.class).hasMessageContaining("Answered");
        events.takeAll(MirrorEvent.Answered.class);
    }

    private void replace(MirrorListener listener) {
        mirror.close();
        mirror = mirrorWith(listener);
        primary = new BusyPrimary(mirror, 1);
    }
}

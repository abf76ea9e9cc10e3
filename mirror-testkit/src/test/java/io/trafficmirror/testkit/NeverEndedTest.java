// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.capture.StatusCondition;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exchanges of whose end nobody tells: what waits for it is given up in time, and the account closes. */
class NeverEndedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WAIT = MirrorLimits.defaults().maxPrimaryWait();

    private final RecordingShadow shadow = RecordingShadow.start();
    private final AtomicLong ahead = new AtomicLong();

    @AfterEach
    void close() {
        shadow.close();
    }

    private TrafficMirrorBuilder builder(UnaryOperator<MirrorSpec> change) {
        return TrafficMirror.builder()
                .limits(ChaosRig.limits())
                .clock(() -> System.nanoTime() + ahead.get())
                .route(MirrorRoute.to(shadow.uri().toString()).mirror(change));
    }

    /** Lets time pass until everything is given up. */
    private void untilClosed(TrafficMirror mirror) {
        assertThat(mirror.stats().isClosed()).isFalse();
        await().atMost(PATIENCE).until(() -> {
            ahead.addAndGet(WAIT.toNanos());
            return mirror.stats().isClosed();
        });
        assertThat(mirror.stats().internalErrors()).isZero();
    }

    private static void assertDropped(TrafficMirror mirror, long copies) {
        assertThat(mirror.stats().mirrors().get(0).dropped()).containsEntry(DropReason.EXCHANGE_EXPIRED, copies);
        assertThat(mirror.stats().mirrors().get(0).droppedInAll()).isEqualTo(copies);
    }

    @Test
    void a_copy_that_waits_for_the_response_is_dropped_and_a_late_end_does_nothing() {
        try (TrafficMirror mirror = builder(m -> m.withCapture(CaptureRules.DEFAULT.afterResponse(StatusCondition.ANY)))
                .build()) {
            Exchange exchange = mirror.observe(BusyPrimary.head("GET", "/", Headers.empty()));
            untilClosed(mirror);
            assertDropped(mirror, 1);
            exchange.end(new ResponseHead(200, Headers.empty()));
            assertDropped(mirror, 1);
            assertThat(mirror.stats().isClosed()).isTrue();
        }
        assertThat(shadow.requests()).isEmpty();
    }

    @Test
    void a_body_that_is_never_read_or_not_to_its_end_drops_its_copy() {
        for (boolean stream : new boolean[] {false, true}) {
            try (TrafficMirror mirror = builder(
                            m -> stream ? m.withCapture(CaptureRules.DEFAULT.withStream(64 << 10)) : m)
                    .build()) {
                Headers two = Headers.of("Content-Length", "2");
                mirror.observe(BusyPrimary.head("POST", "/", two));
                if (!stream) {
                    mirror.observe(BusyPrimary.head("POST", "/", two))
                            .requestBody()
                            .write(1);
                }
                untilClosed(mirror);
                assertDropped(mirror, stream ? 1 : 2);
            }
        }
        assertThat(shadow.requests()).isEmpty();
    }

    @Test
    void a_close_gives_up_what_waits_at_once() {
        TrafficMirror mirror = builder(m -> m.withCapture(CaptureRules.DEFAULT.afterResponse(StatusCondition.ANY)))
                .build();
        mirror.observe(BusyPrimary.head("GET", "/", Headers.empty()));
        Exchange upload = mirror.observe(BusyPrimary.head("POST", "/", Headers.of("Content-Length", "2")));
        upload.requestBody().write(1);
        mirror.close(Duration.ZERO);
        assertThat(mirror.stats().isClosed()).isTrue();
        assertThat(mirror.stats().bytesHeld()).isZero();
        assertThat(mirror.stats().mirrors().get(0).dropped()).containsEntry(DropReason.CLOSED, 2L);
        assertThat(upload.wantsRequestBody()).isFalse();
    }

    @Test
    void an_exchange_is_shown_without_the_primary_once() throws Exception {
        BlockingQueue<ObservedExchange> seen = new LinkedBlockingQueue<>();
        try (TrafficMirror mirror = builder(m -> m)
                .observer(new ExchangeObserver() {
                    @Override
                    public int maxBodyBytes() {
                        return 100;
                    }

                    @Override
                    public void onExchange(ObservedExchange exchange) {
                        seen.add(exchange);
                    }
                })
                .build()) {
            Exchange exchange = mirror.observe(BusyPrimary.head("GET", "/", Headers.empty()));
            exchange.responseBody().write(new byte[10], 0, 10);
            await().atMost(PATIENCE).until(() -> mirror.stats().mirrors().get(0).answeredInAll() == 1);
            untilClosed(mirror);
            assertThat(exchange.wantsResponseBody()).isFalse();
            exchange.responseBody().write(new byte[10], 0, 10);
            exchange.end(new ResponseHead(200, Headers.empty()));
            ObservedExchange expired = seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(expired).isNotNull();
            assertThat(expired.primary().head()).isEmpty();
            assertThat(expired.primary().body().state()).isEqualTo(HeldBody.State.NOT_SEEN);
            assertThat(expired.copies().get(0).end()).isInstanceOf(CopyEnd.Answered.class);
            assertThat(mirror.stats().isClosed()).isTrue();
            assertThat(seen).isEmpty();
        }
    }
}

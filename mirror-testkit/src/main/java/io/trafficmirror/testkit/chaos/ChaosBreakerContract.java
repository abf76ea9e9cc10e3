// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.Signal;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.transport.TransportUnderTest;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What says nothing of a shadow's health keeps no copy away from it: time in which the primary's client sends nothing, a cut by our own
 * budget, the end of a copy of which no transport knew. Part of {@link ChaosContract}.
 *
 * @since 0.1.0
 */
public interface ChaosBreakerContract extends TransportUnderTest {
    /** As many as open the breaker by default. */
    int UPLOADS = 10;

    /** Ten uploads that take three times the deadline each, because their client pauses. */
    @Test
    default void a_client_that_is_slower_than_the_deadline_shuts_out_no_shadow() {
        AtomicLong ahead = new AtomicLong();
        AtomicLong dry = new AtomicLong();
        Signal signal = new Signal();
        Duration deadline = Duration.ofMinutes(1);
        try (RecordingShadow shadow = RecordingShadow.start();
                RecordingShadow hanging = RecordingShadow.start()) {
            hanging.behave(Fault.silence(Phase.AFTER_REQUEST));
            TrafficMirror mirror = TrafficMirror.builder()
                    .transport(settings -> new WatchedUploads(factory().open(settings), dry, signal))
                    .clock(() -> System.nanoTime() + ahead.get())
                    .limits(Unhurried.bounds())
                    .route(MirrorRoute.to(shadow.uri().toString())
                            .pathPrefix("/upload")
                            .mirror(spec -> spec.withCapture(CaptureRules.DEFAULT.withStream(64 << 10))
                                    .withLimits(limits(TargetLimits.DEFAULT, deadline))))
                    .route(MirrorRoute.to(hanging.uri().toString())
                            .pathPrefix("/witness")
                            .mirror(spec -> spec.withLimits(limits(TargetLimits.DEFAULT, deadline)
                                    .withBreaker(new BreakerRules(1000, 100, 1000, deadline, deadline)))))
                    .build();
            BusyPrimary primary = new BusyPrimary(mirror, 1);
            int witnesses = 0;
            for (int upload = 0; upload < UPLOADS; upload++) {
                Exchange exchange = observe(mirror, 200);
                long before = dry.get();
                exchange.requestBody().write(new byte[100], 0, 100);
                assertThat(signal.await(() -> dry.get() > before, ChaosRig.PATIENCE))
                        .isTrue();
                for (int pause = 0; pause < 3; pause++) {
                    primary.get("/witness");
                    hanging.awaitHeads(++witnesses, ChaosRig.PATIENCE);
                    ahead.addAndGet(deadline.toNanos() + 1);
                    awaitFailures(mirror, witnesses);
                }
                exchange.requestBody().write(new byte[100], 0, 100);
                exchange.requestBody().end();
                exchange.end(new ResponseHead(200, Headers.empty()));
                long answered = upload + 1L;
                assertThat(signal.await(() -> uploads(mirror).answeredInAll() == answered, ChaosRig.PATIENCE))
                        .as(mirror.stats().toString())
                        .isTrue();
            }
            assertThat(uploads(mirror).failed()).isEmpty();
            assertThat(uploads(mirror).dropped()).isEmpty();
            assertThat(shadow.requests())
                    .hasSize(UPLOADS)
                    .allMatch(RecordedRequest::complete)
                    .allMatch(request -> request.body().length() == 200);
            mirror.close(Duration.ZERO);
            assertThat(mirror.stats().isClosed()).isTrue();
            assertThat(primary.errors()).isEmpty();
        }
    }

    /** Whoever looks after deadlines has looked at all of them, the last time but one at the present time. */
    private static void awaitFailures(TrafficMirror mirror, long witnesses) {
        assertThat(new Signal()
                        .await(() -> mirror.stats().mirrors().get(1).failedInAll() == witnesses, ChaosRig.PATIENCE))
                .as("the witness ends")
                .isTrue();
    }

    private static MirrorCounts uploads(TrafficMirror mirror) {
        return mirror.stats().mirrors().get(0);
    }

    private static TargetLimits limits(TargetLimits limits, Duration deadline) {
        return Unhurried.limits(limits).withDeadline(deadline);
    }

    private static Exchange observe(TrafficMirror mirror, long bytes) {
        return mirror.observe(BusyPrimary.head("POST", "/upload", Headers.of("Content-Length", Long.toString(bytes))));
    }

    /** Uploads that do not fit into our memory are no failures of the shadow, and are named as what they are. */
    @Test
    default void a_cut_by_our_own_budget_shuts_out_no_shadow() {
        try (RecordingShadow shadow = RecordingShadow.start();
                TrafficMirror mirror =
                        mirror(shadow, 1 << 20, spec -> spec.withCapture(CaptureRules.DEFAULT.withStream(8 << 20)))) {
            shadow.behave(Fault.silence(Phase.AFTER_REQUEST_HEAD));
            for (int upload = 0; upload < UPLOADS; upload++) {
                Exchange exchange = observe(mirror, 1L << 30);
                byte[] chunk = new byte[PacedUpload.STEP];
                exchange.requestBody().write(chunk, 0, chunk.length);
                shadow.awaitHeads(upload + 1, ChaosRig.PATIENCE);
                writeUntilCut(exchange.requestBody(), chunk);
                exchange.end(new ResponseHead(200, Headers.empty()));
                idle(mirror);
            }
            assertThat(uploads(mirror).failed()).containsOnlyKeys(FailureReason.BYTE_BUDGET);
            assertThat(uploads(mirror).failedInAll()).isEqualTo(UPLOADS);
            assertHealthy(mirror, shadow);
        }
    }

    private static void writeUntilCut(BodySink body, byte[] chunk) {
        for (int i = 0; i < 1 << 16 && body.isOpen(); i++) {
            body.write(chunk, 0, chunk.length);
        }
        assertThat(body.isOpen()).isFalse();
    }

    /** Bodies that overrun while they wait for a slot never got to the shadow. */
    @Test
    default void an_overrun_in_the_queue_shuts_out_no_shadow() {
        CountDownLatch held = new CountDownLatch(1);
        try (RecordingShadow shadow = RecordingShadow.start();
                TrafficMirror mirror = mirror(
                        shadow,
                        64 << 20,
                        spec -> spec.withCapture(CaptureRules.DEFAULT.withStream(64 << 10))
                                .withLimits(
                                        Unhurried.limits(TargetLimits.DEFAULT).withMaxInFlight(1)))) {
            shadow.behave(exchange -> {
                exchange.readBody();
                awaitUninterrupted(held);
                Answer.ok().answer(exchange);
            });
            BusyPrimary primary = new BusyPrimary(mirror, 1);
            primary.get("/first");
            shadow.awaitHeads(1, ChaosRig.PATIENCE);
            List<Exchange> uploads = new ArrayList<>();
            for (int upload = 0; upload < UPLOADS; upload++) {
                Exchange exchange = observe(mirror, 1L << 30);
                writeUntilCut(exchange.requestBody(), new byte[PacedUpload.STEP]);
                uploads.add(exchange);
            }
            held.countDown();
            uploads.forEach(exchange -> exchange.end(new ResponseHead(200, Headers.empty())));
            idle(mirror);
            assertThat(uploads(mirror).failed()).isEmpty();
            assertThat(uploads(mirror).dropped()).containsExactly(Map.entry(DropReason.STREAM_OVERRUN, (long) UPLOADS));
            assertHealthy(mirror, shadow);
        } finally {
            held.countDown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TrafficMirror mirror(RecordingShadow shadow, long bytes, UnaryOperator<MirrorSpec> change) {
        return TrafficMirror.builder()
                .transport(factory())
                .limits(Unhurried.bounds().withMaxBytesHeld(bytes))
                .route(MirrorRoute.to(shadow.uri().toString()).mirror(spec -> change.apply(Unhurried.mirror(spec))))
                .build();
    }

    private static void idle(TrafficMirror mirror) {
        assertThat(new Signal().await(() -> mirror.stats().isClosed(), ChaosRig.PATIENCE))
                .as(mirror.stats().toString())
                .isTrue();
    }

    /** The next requests are copied as if nothing had been. */
    private static void assertHealthy(TrafficMirror mirror, RecordingShadow shadow) {
        shadow.behave(Answer.ok());
        long before = uploads(mirror).answeredInAll();
        BusyPrimary primary = new BusyPrimary(mirror, 1);
        primary.get("/next");
        primary.get("/next");
        idle(mirror);
        assertThat(uploads(mirror).dropped()).doesNotContainKey(DropReason.BREAKER_OPEN);
        assertThat(uploads(mirror).answeredInAll()).isEqualTo(before + 2);
        assertThat(mirror.stats().targets()).noneMatch(lane -> lane.breakerOpen());
        assertThat(primary.errors()).isEmpty();
    }
}

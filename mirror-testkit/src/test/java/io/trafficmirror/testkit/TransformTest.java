// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.copy.CopyContent;
import io.trafficmirror.copy.CopyTransform;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A copy may be changed before it leaves; whatever the change does, the primary does not notice and the account closes. */
class TransformTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    private TrafficMirrorBuilder builder(CopyTransform change) {
        return TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .route(MirrorRoute.to(shadow.uri().toString())
                        .mirror(Unhurried::mirror)
                        .transform(change));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CopyContent withText(CopyContent copy, String from, String to) {
        return copy.withBody(bytes(new String(copy.body(), StandardCharsets.UTF_8).replace(from, to)));
    }

    private static MirrorCounts closed(TrafficMirror mirror) {
        mirror.close(PATIENCE);
        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
        assertThat(mirror.stats().bytesHeld()).isZero();
        return mirror.stats().mirrors().get(0);
    }

    @Test
    void changes_body_fields_and_target_of_a_copy_off_the_request_thread() {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        Queue<String> types = new ConcurrentLinkedQueue<>();
        TrafficMirror mirror = builder(copy -> {
                    threads.add(Thread.currentThread());
                    types.add(copy.method() + " " + copy.mediaType().orElse(""));
                    Headers headers = Headers.of("Content-Type", "application/json", "X-Tenant", "shadow");
                    return withText(copy, "acme", "shadow-tenant")
                            .withTarget("/v2/orders?dry=1")
                            .withHeaders(headers);
                })
                .build();
        BusyPrimary primary = new BusyPrimary(mirror, 1);

        primary.serve(
                BusyPrimary.head(
                        "POST", "/orders", Headers.of("Content-Type", "application/json", "Content-Length", "17")),
                bytes("{\"tenant\":\"acme\"}"));
        closed(mirror);

        RecordedRequest copy = shadow.requests().get(0);
        assertThat(copy.target()).isEqualTo("/v2/orders?dry=1");
        assertThat(copy.header("X-Tenant")).contains("shadow");
        assertThat(copy.headers("Content-Length")).containsExactly("26");
        assertThat(copy.body().text()).isEqualTo("{\"tenant\":\"shadow-tenant\"}");
        assertThat(copy.violations()).isEmpty();
        assertThat(types).containsExactly("POST application/json");
        assertThat(threads).doesNotContain(Thread.currentThread()).hasSize(1);
        assertThat(primary.errors()).isEmpty();
    }

    @Test
    void no_transformation_takes_the_marks_off_or_frames_the_copy() {
        TrafficMirror mirror = builder(copy -> copy.withHeaders(
                        Headers.of("X-Shadow-Request", "no", "Content-Length", "7", "Transfer-Encoding", "chunked")))
                .build();

        new BusyPrimary(mirror, 1).post("/", bytes("abc"));
        closed(mirror);

        RecordedRequest copy = shadow.requests().get(0);
        assertThat(copy.headers("X-Shadow-Request")).containsExactly("true");
        assertThat(copy.header("X-Shadow-Id")).isPresent();
        assertThat(copy.headers("Content-Length")).containsExactly("3");
        assertThat(copy.headers("Transfer-Encoding")).isEmpty();
    }

    @Test
    void a_request_without_a_body_stays_without_one() {
        TrafficMirror mirror = builder(copy -> copy.withTarget("/other")).build();

        new BusyPrimary(mirror, 1).get("/");
        closed(mirror);

        RecordedRequest copy = shadow.requests().get(0);
        assertThat(copy.target()).isEqualTo("/other");
        assertThat(copy.headers("Content-Length")).isEmpty();
    }

    @Test
    void a_fault_drops_the_copy_with_a_reason_of_its_own_and_no_other_copy() {
        for (Throwable fault : List.of(new IllegalStateException("no"), new StackOverflowError(), new Exception("x"))) {
            shadow.forget();
            TrafficMirror mirror = TrafficMirror.builder()
                    .limits(Unhurried.bounds())
                    .route(MirrorRoute.to(shadow.uri().toString())
                            .name("failing")
                            .pathExact("/failing")
                            .mirror(Unhurried::mirror)
                            .transform(copy -> fail(fault)))
                    .route(MirrorRoute.to(shadow.uri().toString()).mirror(Unhurried::mirror))
                    .build();
            BusyPrimary primary = new BusyPrimary(mirror, 1);
            primary.post("/failing", bytes("abc"));
            primary.post("/well", bytes("abc"));

            assertThat(closed(mirror).dropped()).containsExactly(Map.entry(DropReason.TRANSFORM_FAILED, 1L));
            assertThat(shadow.requests()).extracting(RecordedRequest::target).containsExactly("/well");
            assertThat(mirror.stats().internalErrors()).isEqualTo(1);
            assertThat(primary.errors()).isEmpty();
        }
    }

    private static CopyContent fail(Throwable fault) throws Exception {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (Exception) fault;
    }

    @Test
    void what_a_transformation_makes_is_held_to_the_cap_and_to_the_budget() {
        TrafficMirror mirror =
                builder(copy -> copy.withBody(new byte[(1 << 20) + 1])).build();
        new BusyPrimary(mirror, 1).post("/", bytes("abc"));
        assertThat(closed(mirror).dropped()).containsEntry(DropReason.BODY_TOO_LARGE, 1L);

        TrafficMirror small = builder(copy -> copy.withBody(new byte[1 << 20]))
                .limits(Unhurried.bounds().withMaxBytesHeld(1 << 20))
                .build();
        new BusyPrimary(small, 1).post("/", bytes("abc"));
        assertThat(closed(small).dropped()).containsEntry(DropReason.BYTE_BUDGET, 1L);
        assertThat(shadow.requests()).isEmpty();
    }

    @Test
    void one_that_hangs_loses_its_copy_and_those_that_wait_and_holds_up_no_close() throws InterruptedException {
        CountDownLatch hung = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        RecordingListener listener = new RecordingListener();
        TrafficMirror mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .listener(listener)
                .route(MirrorRoute.to(shadow.uri().toString())
                        .mirror(m -> m.withLimits(m.limits().withMaxQueueAge(Duration.ofMillis(200))))
                        .transform(copy -> {
                            hung.countDown();
                            while (end.getCount() > 0) {
                                try {
                                    end.await();
                                } catch (InterruptedException e) {
                                    // It hears nothing.
                                }
                            }
                            return copy;
                        }))
                .build();
        BusyPrimary primary = new BusyPrimary(mirror, 1);
        primary.post("/first", bytes("abc"));
        hung.await();
        primary.post("/second", bytes("abc"));

        for (int i = 0; i < 2; i++) {
            assertThat(listener.take(MirrorEvent.Dropped.class, PATIENCE).reason())
                    .isEqualTo(DropReason.QUEUE_EXPIRED);
        }
        primary.post("/third", bytes("abc"));
        mirror.close(Duration.ZERO);
        assertThat(mirror.stats().mirrors().get(0).dropped())
                .containsOnly(Map.entry(DropReason.QUEUE_EXPIRED, 2L), Map.entry(DropReason.CLOSED, 1L));
        assertThat(mirror.stats().bytesHeld())
                .as("what the hung one works on is held")
                .isEqualTo(3);
        end.countDown();
        assertThat(new Signal().await(() -> mirror.stats().isClosed(), PATIENCE))
                .isTrue();
        assertThat(shadow.requests()).isEmpty();
        assertThat(primary.errors()).isEmpty();
        listener.takeAll(MirrorEvent.class);
        listener.close();
    }

    @Test
    void one_for_whose_drop_there_is_no_memory_is_dropped_later() throws InterruptedException {
        AtomicReference<Thread> exhausted = new AtomicReference<>();
        CountDownLatch thrown = new CountDownLatch(1);
        TrafficMirror mirror = builder(copy -> {
                    exhausted.set(Thread.currentThread());
                    throw new OutOfMemoryError("on purpose");
                })
                .clock(() -> {
                    if (exhausted.compareAndSet(Thread.currentThread(), null)) {
                        thrown.countDown();
                        throw new OutOfMemoryError("on purpose");
                    }
                    return System.nanoTime();
                })
                .build();
        new BusyPrimary(mirror, 1).post("/", bytes("abc"));
        thrown.await();
        mirror.close(Duration.ZERO);

        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
        assertThat(mirror.stats().bytesHeld()).isZero();
    }

    @Test
    void one_for_whose_drop_at_the_close_there_is_no_memory_is_dropped_all_the_same() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean exhausted = new AtomicBoolean();
        TrafficMirror mirror = builder(copy -> {
                    begun.countDown();
                    awaitWhateverInterrupts(goOn);
                    return copy;
                })
                .clock(() -> {
                    if (isStoppingTransformer() && exhausted.compareAndSet(false, true)) {
                        throw new OutOfMemoryError("on purpose");
                    }
                    return System.nanoTime();
                })
                .build();
        new BusyPrimary(mirror, 1).post("/", bytes("abc"));
        begun.await();
        mirror.close(Duration.ZERO);

        assertThat(exhausted).isTrue();
        assertThat(mirror.stats().mirrors().get(0).dropped()).containsEntry(DropReason.CLOSED, 1L);
        goOn.countDown();
        await().untilAsserted(() -> assertThat(mirror.stats().isClosed()).isTrue());
    }

    private static boolean isStoppingTransformer() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals("io.trafficmirror.Transformer")
                        && frame.getMethodName().equals("stop")));
    }

    private static void awaitWhateverInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // Code of the application may not care.
            }
        }
    }

    @Test
    void a_streamed_body_is_refused_when_the_mirror_is_built() {
        assertThatThrownBy(() -> MirrorRoute.to("http://a").stream()
                        .transform(copy -> copy)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transform: can't go with stream: true");
    }

    @Test
    void mirrors_of_a_manifest_are_given_theirs_by_the_builder_also_after_a_reload() {
        TrafficMirror mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .mirrors(Unhurried::mirror)
                .mirrors(spec -> spec.withTransform(copy -> copy.withTarget("/changed")))
                .build();
        mirror.reload(List.of(MirrorRoute.to(shadow.uri().toString()).build()));

        new BusyPrimary(mirror, 1).get("/");
        closed(mirror);

        assertThat(shadow.requests()).extracting(RecordedRequest::target).containsExactly("/changed");
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.StatusCondition;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What copies hold by the account, against the heap that they have really grown: the account must never be below. */
class HeapTruthTest {
    private static final long ENOUGH_BYTES = 12 << 20;

    /** So many that what the JVM allocates beside them, some 50 KiB, is nothing to each. */
    private static final int ENOUGH_COPIES = 1000;

    private static final int LOOKS = 3;
    private static final int OBSERVED_BYTES = 8192;
    private static final Ordering BY_KEY = Ordering.by(SampleKey.header("Key"));

    /** A way in which bytes are held. */
    @SuppressWarnings("ImmutableEnumChecker") // plans are filled here, and only read from then on
    enum Way {
        SMALL_HEADS_QUEUED(new Plan().queued()),
        MANY_FIELDS_QUEUED(new Plan().fields(100).queued()),
        WIDE_FIELDS_QUEUED(new Plan().fields(10).value("\u20ac".repeat(200)).queued()),
        SMALL_BODIES_QUEUED(new Plan().body(10, 10).queued()),
        LARGE_BODIES_QUEUED(new Plan().body(50_000, 50_000).queued()),
        BODIES_BEING_READ(new Plan().body(3000, 2000)),
        BODIES_READ_BY_BYTES(new Plan().body(300, 200).piece(1)),
        STREAMED(new Plan().body(3000, 2000).streamed()),
        IN_FLIGHT(new Plan().body(100, 100).queued().inFlight()),
        WAITING_FOR_THE_RESPONSE(new Plan().body(100, 100).afterResponse()),
        OBSERVED_WHILE_THE_PRIMARY_GOES_ON(new Plan().inFlight().observed()),
        WAITING_IN_ONE_LINE(new Plan().queued().ordered(1)),
        WAITING_IN_A_THOUSAND_LINES(new Plan().queued().ordered(1000)),
        WAITING_IN_LINES_OF_THEIR_OWN(new Plan().queued().ordered(Integer.MAX_VALUE)),
        SHOWN_TO_A_SLOW_OBSERVER(new Plan().queued().inFlight().answered().observed()),
        SHOWN_WITH_BODIES_TO_A_SLOW_OBSERVER(new Plan()
                .body(100, 100)
                .queued()
                .inFlight()
                .answered()
                .observed()
                .responds(2000)),
        EVENTS_THAT_WAIT_FOR_A_SLOW_LISTENER(
                new Plan().queued().inFlight().answered().heard());

        private final Plan plan;

        Way(Plan plan) {
            this.plan = plan;
        }
    }

    /** How each exchange is made and what becomes of it. Confined to the making of the ways. */
    private static final class Plan {
        private int fields;
        private String value = "b";
        private int announced;
        private int read;
        private int piece = 1000;
        private boolean ends;
        private boolean launched;
        private boolean observed;
        private boolean answered;
        private boolean heard;
        private int keys;
        private int responseBytes;
        private UnaryOperator<CaptureRules> capture = rules -> rules;

        Plan fields(int number) {
            fields = number;
            return this;
        }

        Plan value(String ofFields) {
            value = ofFields;
            return this;
        }

        Plan body(int bytes, int passed) {
            announced = bytes;
            read = passed;
            return this;
        }

        Plan piece(int bytes) {
            piece = bytes;
            return this;
        }

        Plan queued() {
            ends = true;
            return this;
        }

        Plan inFlight() {
            launched = true;
            return this;
        }

        Plan streamed() {
            launched = true;
            capture = rules -> rules.withStream(64 << 10);
            return this;
        }

        Plan afterResponse() {
            capture = rules -> rules.afterResponse(StatusCondition.ANY);
            return this;
        }

        Plan observed() {
            observed = true;
            return this;
        }

        Plan answered() {
            answered = true;
            return this;
        }

        /** Copies have one of so many keys. */
        Plan ordered(int ofKeys) {
            keys = ofKeys;
            return this;
        }

        /** Both responses have a body of so many bytes. */
        Plan responds(int bytes) {
            responseBytes = bytes;
            return this;
        }

        Plan heard() {
            heard = true;
            return this;
        }

        /** Events and pairs that wait are bounded by number, and so is what is in flight. */
        int most() {
            return answered ? 1000 : launched ? 9000 : Integer.MAX_VALUE;
        }
    }

    private int made;

    /** Another one for each look. */
    private volatile CountDownLatch slow = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void the_account_is_never_below_the_heap(Way way) {
        long[] grown = new long[LOOKS];
        long[] held = new long[LOOKS];
        for (int look = 0; look < LOOKS; look++) {
            look(way.plan, look, grown, held);
        }
        Arrays.sort(grown);
        Arrays.sort(held);
        assertThat(grown[LOOKS / 2])
                .as("bytes of the heap for each copy, of which %s count", held[LOOKS / 2])
                .isGreaterThanOrEqualTo(100)
                .isLessThanOrEqualTo(held[LOOKS / 2]);
    }

    /** Makes exchanges until enough is held, and notes what each has added. */
    private void look(Plan plan, int look, long[] grown, long[] held) {
        slow = new CountDownLatch(1);
        TrafficMirror mirror = mirror(plan);
        try {
            List<Exchange> exchanges = new ArrayList<>(200_000);
            exchanges.add(exchange(mirror, plan));
            long before = usedBytes();
            long heldBefore = mirror.stats().bytesHeld();
            int more = 0;
            while ((mirror.stats().bytesHeld() - heldBefore < ENOUGH_BYTES || more < ENOUGH_COPIES)
                    && more < plan.most()) {
                exchanges.add(exchange(mirror, plan));
                more++;
                assertThat(mirror.stats().mirrors().get(0).droppedInAll()).isZero();
            }
            grown[look] = (usedBytes() - before) / more;
            held[look] = (mirror.stats().bytesHeld() - heldBefore) / more;
            assertThat(mirror.stats().mirrors().get(0).droppedInAll()).isZero();
            assertThat(exchanges).hasSize(more + 1);
        } finally {
            slow.countDown();
            mirror.close(Duration.ZERO);
        }
        assertThat(mirror.stats().isClosed()).isTrue();
    }

    /** Its primary goes on, and knows the copy. */
    @Test
    void a_transformed_copy_lets_go_of_what_it_was_made_of() {
        Plan plan = new Plan().body(4096, 4096).piece(4096).answered();
        TrafficMirror mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds().withMaxBytesHeld(200 << 20))
                .transport(settings -> new Silent(plan))
                .route(MirrorRoute.to("http://shadow")
                        .mirror(Unhurried::mirror)
                        .transform(copy -> copy.withBody(new byte[0])))
                .build();
        try {
            List<Exchange> going = new ArrayList<>(2 * ENOUGH_COPIES);
            answered(mirror, plan, going);
            long before = usedBytes();
            answered(mirror, plan, going);
            assertThat((usedBytes() - before) / ENOUGH_COPIES)
                    .as("bytes of the heap for each of %s exchanges", going.size() / 2)
                    .isLessThan(4096);
        } finally {
            mirror.close(Duration.ZERO);
        }
    }

    private void answered(TrafficMirror mirror, Plan plan, List<Exchange> going) {
        for (int i = 0; i < ENOUGH_COPIES; i++) {
            going.add(exchange(mirror, plan));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> mirror.stats().mirrors().get(0).answeredInAll() == going.size()
                        && mirror.stats().bytesHeld() == 0);
    }

    private static long usedBytes() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private TrafficMirror mirror(Plan plan) {
        int inFlight = plan.launched ? 10_000 : 1;
        TrafficMirrorBuilder builder = TrafficMirror.builder()
                .limits(Unhurried.bounds().withMaxBytesHeld(200 << 20))
                .transport(settings -> new Silent(plan))
                .route(MirrorRoute.to("http://shadow").mirror(spec -> mirrored(spec, plan, inFlight)));
        if (plan.observed) {
            builder.observer(new Slow());
        }
        if (plan.heard) {
            builder.listener(event -> awaitLatch());
        }
        return builder.build();
    }

    private static MirrorSpec mirrored(MirrorSpec spec, Plan plan, int inFlight) {
        return spec.withCapture(plan.capture.apply(spec.capture()))
                .withOrdering(plan.keys > 0 ? BY_KEY : Ordering.NONE)
                .withLimits(Unhurried.limits(
                        TargetLimits.DEFAULT.withMaxQueued(1_000_000).withMaxInFlight(inFlight)));
    }

    private Exchange exchange(TrafficMirror mirror, Plan plan) {
        Headers.Builder fields = Headers.builder(plan.fields + 2);
        if (plan.keys > 0) {
            fields.add(copy("Key"), Integer.toString(1_000_000 + made++ % plan.keys));
        }
        for (int i = 0; i < plan.fields; i++) {
            fields.add(copy("a"), copy(plan.value));
        }
        if (plan.announced > 0) {
            fields.add(copy("Content-Length"), Integer.toString(plan.announced));
        }
        String method = plan.announced > 0 ? "POST" : "GET";
        Exchange exchange = mirror.observe(new RequestHead(
                copy(method), copy("http"), copy("shop.example"), copy("/orders"), copy("HTTP/1.1"), fields.build()));
        byte[] piece = new byte[plan.piece];
        for (int at = 0; at < plan.read; at += piece.length) {
            exchange.requestBody().write(piece, 0, Math.min(piece.length, plan.read - at));
        }
        if (plan.responseBytes > 0) {
            exchange.responseBody().write(new byte[plan.responseBytes], 0, plan.responseBytes);
        }
        if (plan.ends) {
            exchange.end(new ResponseHead(200, Headers.empty()));
        }
        return plan.ends ? Exchange.NONE : exchange;
    }

    private static String copy(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private void awaitLatch() {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Slow implements ExchangeObserver {
        @Override
        public int maxBodyBytes() {
            return OBSERVED_BYTES;
        }

        @Override
        public void onExchange(ObservedExchange exchange) {
            awaitLatch();
        }
    }

    /** Sends nothing: keeps what it got, or answers at once. What sockets and their buffers take is bounded by connections, not by copies. */
    private static final class Silent implements ShadowTransport {
        private final Plan plan;

        Silent(Plan plan) {
            this.plan = plan;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            listener.onSending();
            if (plan.responseBytes > 0) {
                listener.onHeaders(200, Headers.of(copy("Content-Type"), copy("text/plain")));
                listener.onBody(ByteBuffer.allocate(plan.responseBytes));
            }
            if (plan.answered) {
                listener.onDone(new Outcome.Answered(200, plan.responseBytes, false));
            }
            return (reason, detail) -> {};
        }

        @Override
        public int openConnections() {
            return 0;
        }

        @Override
        public void close(Duration grace) {}
    }
}

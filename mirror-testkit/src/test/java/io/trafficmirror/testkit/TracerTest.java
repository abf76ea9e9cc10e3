// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.copy.TracePolicy;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.CopySpan;
import io.trafficmirror.report.CopyTracer;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Copies may have spans of their own; whatever gives them, the copies leave. */
class TracerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLIENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String OWN = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    private static final Headers SPAN = Headers.of("traceparent", OWN);
    private static final Headers FIELDS =
            Headers.of("traceparent", CLIENT, "tracestate", "a=1", "b3", "0", "baggage", "user=7");

    private final RecordingShadow shadow = RecordingShadow.start();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        shadow.close();
    }

    /** Notes what it is told. */
    private final class Noted implements CopySpan {
        private final Headers fields;

        Noted(Headers fields) {
            this.fields = fields;
        }

        @Override
        public Headers fields() {
            return fields;
        }

        @Override
        public void end(MirrorEvent event, Duration lasted) {
            assertThat(lasted).isPositive();
            told.add("end " + event.getClass().getSimpleName());
        }

        @Override
        public void abandon() {
            told.add("abandon");
        }
    }

    private CopyTracer spans(Headers fields) {
        Thread caller = Thread.currentThread();
        return () -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            told.add("current");
            return Optional.of(mirror -> {
                assertThat(Thread.currentThread()).isNotSameAs(caller);
                told.add("begin " + mirror.route());
                return new Noted(fields);
            });
        };
    }

    private TrafficMirror mirror(CopyTracer tracer, UnaryOperator<MirrorSpec> change) {
        return TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .tracer(tracer)
                .route(MirrorRoute.to(shadow.uri().toString()).name("shop").mirror(Unhurried::mirror))
                .mirrors(change)
                .build();
    }

    /** Serves one request, and closes the mirror when its copy is over. */
    private RecordedRequest copied(TrafficMirror mirror) {
        serve(mirror);
        return shadow.requests().get(0);
    }

    private static void serve(TrafficMirror mirror) {
        BusyPrimary primary = new BusyPrimary(mirror, 1);
        primary.serve(BusyPrimary.head("GET", "/orders", FIELDS), new byte[0]);
        mirror.close(PATIENCE);
        assertThat(primary.errors()).isEmpty();
        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
        assertThat(mirror.stats().bytesHeld()).isZero();
    }

    @Test
    void a_copy_carries_its_span_and_the_clients_baggage() {
        TrafficMirror mirror = mirror(spans(SPAN), UnaryOperator.identity());
        RecordedRequest copy = copied(mirror);

        assertThat(copy.headers("traceparent")).containsExactly(OWN);
        assertThat(copy.headers("tracestate")).containsExactly("a=1");
        assertThat(copy.headers("baggage")).containsExactly("user=7");
        assertThat(copy.headers("b3")).isEmpty();
        assertThat(told).containsExactly("current", "begin shop", "end Answered");
        assertThat(mirror.stats().internalErrors()).isZero();
    }

    @Test
    void a_request_without_a_span_leaves_its_copy_the_clients_context() {
        RecordedRequest copy = copied(mirror(Optional::empty, UnaryOperator.identity()));

        assertThat(copy.headers("traceparent")).containsExactly(CLIENT);
        assertThat(copy.headers("b3")).containsExactly("0");
    }

    @Test
    void context_that_does_not_travel_with_the_copy_brings_no_span() {
        for (TracePolicy policy : List.of(TracePolicy.DROP, TracePolicy.NEW_UNSAMPLED_ROOT)) {
            shadow.forget();
            told.clear();
            RecordedRequest copy =
                    copied(mirror(spans(SPAN), spec -> spec.withCopy(spec.copy().withTrace(policy))));

            assertThat(copy.headers("traceparent")).doesNotContain(OWN, CLIENT);
            assertThat(told).containsExactly("current");
        }
    }

    @Test
    void fields_that_never_leave_or_are_redacted_bring_no_span_either() {
        RecordedRequest copy = copied(mirror(
                spans(Headers.of("traceparent", OWN, "b3", "1", "baggage", "x=y", "Connection", "close")),
                spec -> spec.withCopy(spec.copy().withDrop(List.of("b3")).withRedact(List.of("TraceParent")))));

        assertThat(copy.headers("traceparent")).containsExactly("redacted");
        assertThat(copy.headers("b3")).isEmpty();
        assertThat(copy.headers("baggage")).containsExactly("user=7");
        assertThat(copy.headers("Connection")).doesNotContain("close");
    }

    @Test
    void a_transformation_sees_the_span_and_can_leave_it_out() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        RecordedRequest copy = copied(mirror(
                spans(SPAN),
                spec -> spec.withTransform(content -> {
                    seen.addAll(content.headers().all("traceparent"));
                    return content.withHeaders(Headers.of("X-Other", "1"));
                })));

        assertThat(seen).containsExactly(OWN);
        assertThat(copy.headers("traceparent")).isEmpty();
        assertThat(told).containsExactly("current", "begin shop", "end Answered");
    }

    @Test
    void a_copy_that_is_given_up_before_it_is_sent_shows_no_span() {
        TrafficMirror mirror = mirror(
                spans(SPAN),
                spec -> spec.withTransform(content -> {
                    throw new IllegalStateException("no copy of this");
                }));
        serve(mirror);

        assertThat(shadow.requests()).isEmpty();
        assertThat(told).containsExactly("current", "begin shop", "abandon");
    }

    @Test
    void a_shadow_that_is_away_ends_the_span() {
        shadow.close();
        serve(mirror(spans(SPAN), UnaryOperator.identity()));

        assertThat(told).containsExactly("current", "begin shop", "end Failed");
    }

    private static RuntimeException unchecked(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        return (RuntimeException) fault;
    }

    private static Headers failing(Throwable fault) {
        throw unchecked(fault);
    }

    @Test
    void what_a_tracer_throws_costs_the_span_alone() {
        for (Throwable fault : List.of(new IllegalStateException("no"), new StackOverflowError())) {
            List<CopyTracer> faulty = List.of(
                    () -> {
                        throw unchecked(fault);
                    },
                    () -> Optional.of(mirror -> {
                        throw unchecked(fault);
                    }),
                    () -> Optional.of(mirror -> new Torn(() -> failing(fault), () -> {})),
                    () -> Optional.of(mirror -> new Torn(() -> Headers.of("traceparent", "a\r\nb: c"), () -> {})));
            for (CopyTracer tracer : faulty) {
                shadow.forget();
                TrafficMirror mirror = mirror(tracer, UnaryOperator.identity());
                RecordedRequest copy = copied(mirror);

                assertThat(copy.headers("traceparent")).containsExactly(CLIENT);
                assertThat(copy.header("b")).isEmpty();
                assertThat(mirror.stats().internalErrors()).isOne();
            }
        }
    }

    @Test
    void what_a_span_throws_at_its_end_is_counted() {
        TrafficMirror mirror = mirror(
                () -> Optional.of(name -> new Torn(() -> SPAN, () -> failing(new IllegalStateException("no")))),
                UnaryOperator.identity());
        RecordedRequest copy = copied(mirror);

        assertThat(copy.headers("traceparent")).containsExactly(OWN);
        assertThat(mirror.stats().internalErrors()).isOne();
        assertThat(mirror.stats().mirrors().get(0).answeredInAll()).isOne();
    }

    @Test
    void each_of_several_copies_has_a_span_of_its_own() {
        Queue<MirrorName> begun = new ConcurrentLinkedQueue<>();
        TrafficMirror mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .tracer(() -> Optional.of(name -> {
                    begun.add(name);
                    return new Noted(SPAN);
                }))
                .route(MirrorRoute.to(shadow.uri().toString())
                        .mirror(Unhurried::mirror)
                        .control(shadow.uri().toString(), 100))
                .build();
        serve(mirror);

        assertThat(begun).hasSize(2).doesNotHaveDuplicates();
        assertThat(told).containsExactly("end Answered", "end Answered");
    }

    /** A span that misbehaves. */
    private record Torn(Supplier<Headers> given, Runnable atEnd) implements CopySpan {
        @Override
        public Headers fields() {
            return given.get();
        }

        @Override
        public void end(MirrorEvent event, Duration lasted) {
            atEnd.run();
        }

        @Override
        public void abandon() {}
    }
}

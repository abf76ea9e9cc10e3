// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.StatusCondition;
import io.trafficmirror.copy.TracePolicy;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a copy leaves, how often, and with whose trace. */
class WhenAndHowOftenTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    private TrafficMirror mirror(UnaryOperator<MirrorSpec> change) {
        return TrafficMirror.builder()
                .limits(ChaosRig.limits())
                .route(MirrorRoute.to(shadow.uri().toString())
                        .mirror(Unhurried::mirror)
                        .mirror(change))
                .build();
    }

    /** Lets the copies go, and returns them. */
    private List<RecordedRequest> copiesOf(TrafficMirror mirror) {
        mirror.close(PATIENCE);
        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
        return shadow.requests();
    }

    private static Exchange upload(TrafficMirror mirror) {
        Exchange exchange = mirror.observe(BusyPrimary.head("POST", "/", Headers.of("Content-Length", "3")));
        exchange.requestBody().write(new byte[3], 0, 3);
        return exchange;
    }

    @Test
    void a_copy_may_wait_for_the_response() {
        TrafficMirror mirror = mirror(m -> m.withCapture(CaptureRules.DEFAULT.afterResponse(StatusCondition.ANY)));
        Exchange exchange = upload(mirror);
        assertThat(mirror.stats().mirrors().get(0).waiting()).isEqualTo(1);
        assertThat(mirror.stats().bytesHeld()).isPositive();
        exchange.end(new ResponseHead(500, Headers.empty()));
        assertThat(copiesOf(mirror)).hasSize(1);
    }

    @Test
    void only_statuses_that_are_wanted_let_a_copy_go() {
        TrafficMirror mirror =
                mirror(m -> m.withCapture(CaptureRules.DEFAULT.afterResponse(new StatusCondition(200, 299))));
        upload(mirror).end(new ResponseHead(500, Headers.empty()));
        upload(mirror).end(new ResponseHead(204, Headers.empty()));
        upload(mirror).endWithoutResponse();
        assertThat(copiesOf(mirror)).hasSize(1);
        assertThat(mirror.stats().mirrors().get(0).dropped()).containsEntry(DropReason.STATUS_NOT_WANTED, 2L);
    }

    @Test
    void a_body_that_ends_after_the_response_is_held_to_its_status_too() {
        TrafficMirror mirror =
                mirror(m -> m.withCapture(CaptureRules.DEFAULT.afterResponse(new StatusCondition(200, 299))));
        Exchange exchange = mirror.observe(BusyPrimary.head("POST", "/", Headers.of("Content-Length", "3")));
        exchange.end(new ResponseHead(500, Headers.empty()));
        exchange.requestBody().write(new byte[3], 0, 3);
        assertThat(copiesOf(mirror)).isEmpty();
    }

    @Test
    void several_copies_of_one_request_are_numbered_and_share_its_id() {
        TrafficMirror mirror = mirror(m -> m.withSampling(m.sampling().withCopies(3)));
        upload(mirror).end(new ResponseHead(200, Headers.empty()));
        List<RecordedRequest> copies = copiesOf(mirror);
        assertThat(copies)
                .extracting(copy -> copy.header("X-Shadow-Copy").orElse(""))
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(copies)
                .extracting(copy -> copy.header("X-Shadow-Id"))
                .containsOnly(copies.get(0).header("X-Shadow-Id"));
        assertThat(mirror.stats().mirrors().get(0).selected()).isEqualTo(3);
    }

    @Test
    void a_trace_is_inherited_dropped_or_begun_anew() {
        for (TracePolicy policy : TracePolicy.values()) {
            TrafficMirror mirror = mirror(m -> m.withCopy(m.copy().withTrace(policy)));
            Headers headers = Headers.of(
                    "traceparent", PARENT, "tracestate", "a=b", "b3", "0", "X-B3-TraceId", "1", "baggage", "c=d");
            mirror.observe(BusyPrimary.head("GET", "/" + policy, headers)).end(new ResponseHead(200, Headers.empty()));
            copiesOf(mirror);
        }
        List<RecordedRequest> copies = shadow.requests();
        assertThat(copies.get(0).header("traceparent")).contains(PARENT);
        assertThat(copies.get(0).header("baggage")).contains("c=d");
        assertThat(copies.get(1).header("traceparent")).isEmpty();
        assertThat(copies.get(2).header("traceparent").orElse(""))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .isNotEqualTo(PARENT);
        for (RecordedRequest copy : copies.subList(1, 3)) {
            assertThat(copy.headers())
                    .extracting(HeaderLine::name)
                    .doesNotContain("tracestate", "b3", "X-B3-TraceId", "baggage");
        }
    }

    @Test
    void a_copy_without_the_body_is_a_head_with_the_framing_of_no_content() {
        TrafficMirror mirror = mirror(m -> m.withCapture(m.capture().withoutBody()));
        Headers fields = Headers.of(
                "Content-Length", "3", "Content-Type", "text/plain", "Content-Encoding", "gzip", "Digest", "md5=x");
        Exchange upload = mirror.observe(BusyPrimary.head("POST", "/", fields));
        assertThat(upload.wantsRequestBody()).as("nothing is captured").isFalse();
        upload.end(new ResponseHead(200, Headers.empty()));
        mirror.observe(BusyPrimary.head("PUT", "/", Headers.of("Transfer-Encoding", "chunked")))
                .end(new ResponseHead(200, Headers.empty()));
        mirror.observe(BusyPrimary.head("GET", "/", Headers.of("X-Shadow-Body", "omitted")))
                .end(new ResponseHead(200, Headers.empty()));

        List<RecordedRequest> copies = copiesOf(mirror);
        assertThat(copies).extracting(RecordedRequest::method).containsExactlyInAnyOrder("POST", "PUT", "GET");
        for (RecordedRequest copy : copies) {
            assertThat(copy.violations()).isEmpty();
            assertThat(copy.complete()).isTrue();
            assertThat(copy.body().length()).isZero();
            boolean hadBody = !copy.method().equals("GET");
            assertThat(copy.header("Content-Length")).isEqualTo(hadBody ? Optional.of("0") : Optional.empty());
            assertThat(copy.header("X-Shadow-Body")).isEqualTo(hadBody ? Optional.of("omitted") : Optional.empty());
            assertThat(copy.header("Transfer-Encoding")).isEmpty();
            assertThat(copy.header("Content-Encoding")).isEmpty();
            assertThat(copy.header("Digest")).isEmpty();
        }
        assertThat(copies)
                .filteredOn(copy -> copy.method().equals("POST"))
                .allMatch(copy -> copy.header("Content-Type").equals(Optional.of("text/plain")));
    }

    @Test
    void a_mirror_for_safe_methods_gets_no_other() {
        TrafficMirror mirror = mirror(m -> m.withSampling(m.sampling().withSafeOnly()));
        for (String method :
                List.of("GET", "HEAD", "OPTIONS", "QUERY", "POST", "PUT", "PATCH", "DELETE", "get", "LOCK")) {
            mirror.observe(BusyPrimary.head(method, "/", Headers.empty())).end(new ResponseHead(200, Headers.empty()));
        }
        assertThat(copiesOf(mirror))
                .extracting(RecordedRequest::method)
                .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "QUERY");
        assertThat(mirror.stats().mirrors().get(0).notSampled()).isEqualTo(6);
    }
}

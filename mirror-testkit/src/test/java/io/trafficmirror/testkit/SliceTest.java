// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final RecordingShadow shadow = RecordingShadow.start();
    private final TrafficMirror mirror = TrafficMirror.builder()
            .limits(ChaosRig.limits().withMaxBytesHeld(16 << 20))
            .route(MirrorRoute.to(shadow.uri().toString()).mirror(Unhurried::mirror))
            .build();

    @AfterEach
    void the_account_closes() {
        mirror.close();
        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
        shadow.close();
    }

    private MirrorCounts counts() {
        return mirror.stats().mirrors().get(0);
    }

    private static RequestHead head(String method, String target, String... headers) {
        return new RequestHead(method, "http", "shop.example", target, Headers.of(headers));
    }

    @Test
    void a_request_without_content_is_copied_at_its_entry() {
        Exchange exchange = mirror.observe(head("GET", "/a%2Fb;x=1?q=%20z&q=", "Accept", "text/plain"));
        assertThat(exchange.wantsRequestBody()).isFalse();

        RecordedRequest copy = shadow.awaitRequests(1, PATIENCE).get(0);
        assertThat(copy.target()).isEqualTo("/a%2Fb;x=1?q=%20z&q=");
        assertThat(copy.header("Accept")).contains("text/plain");
        assertThat(copy.header("X-Shadow-Request")).contains("true");
        assertThat(copy.header("X-Forwarded-Host")).contains("shop.example");
        exchange.end(new ResponseHead(200, Headers.empty()));
        await().atMost(PATIENCE).until(() -> counts().answeredInAll() == 1);
    }

    @Test
    void content_is_copied_once_it_has_passed_whole() {
        byte[] content = "{\"n\":1}".repeat(50_000).getBytes(ISO_8859_1);
        Exchange exchange = mirror.observe(head("POST", "/", "Content-Length", "" + content.length));
        assertThat(exchange.wantsRequestBody()).isTrue();
        exchange.requestBody().write(content, 0, 100_000);
        assertThat(shadow.requestCount()).isZero();
        exchange.requestBody().write(content, 100_000, content.length - 100_000);

        assertThat(shadow.awaitRequests(1, PATIENCE).get(0).body().bytes()).isEqualTo(content);
        exchange.end(new ResponseHead(200, Headers.empty()));
    }

    @Test
    void an_overridden_share_holds_over_a_reload_until_it_is_given_back() {
        mirror.overrideShare(Fraction.percent(0));
        mirror.reload(List.of(MirrorRoute.to(shadow.uri().toString()).build()));
        assertThat(mirror.observe(head("GET", "/")).isNone()).isTrue();
        assertThat(counts().notSampled()).isEqualTo(1);

        mirror.restoreShares();
        assertThat(mirror.observe(head("GET", "/")).isNone()).isFalse();
        shadow.awaitRequests(1, PATIENCE);
    }

    @Test
    void a_pause_drops_every_copy_before_it_is_captured() {
        mirror.pause();
        assertThat(mirror.observe(head("POST", "/", "Content-Length", "5")).isNone())
                .isTrue();
        assertThat(counts().dropped()).containsOnlyKeys(DropReason.PAUSED);
        mirror.resume();
        mirror.observe(head("GET", "/"));
        shadow.awaitRequests(1, PATIENCE);
    }

    @Test
    void content_that_was_read_in_part_is_never_copied() {
        Exchange exchange = mirror.observe(head("POST", "/", "Content-Length", "10"));
        exchange.requestBody().write(new byte[9], 0, 9);
        exchange.end(new ResponseHead(400, Headers.empty()));

        assertThat(counts().dropped()).containsOnlyKeys(DropReason.BODY_INCOMPLETE);
        assertThat(shadow.requestCount()).isZero();
    }
}

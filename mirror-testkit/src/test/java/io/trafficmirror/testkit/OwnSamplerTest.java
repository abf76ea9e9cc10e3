// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.SampledRequest;
import io.trafficmirror.sample.Sampler;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sampler of the user's own chooses within the share, and its faults stay with its mirror. */
class OwnSamplerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    private TrafficMirror mirror(Sampler sampler) {
        return TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .route(MirrorRoute.to(shadow.uri().toString())
                        .mirror(Unhurried::mirror)
                        .sampler(sampler))
                .build();
    }

    private static MirrorCounts closed(TrafficMirror mirror) {
        mirror.close(PATIENCE);
        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
        return mirror.stats().mirrors().get(0);
    }

    private static boolean isCheap(SampledRequest request) {
        return request.method().equals("GET")
                && request.host().equals("shop.example")
                && request.query().map(query -> query.contains("cheap")).orElse(false)
                && request.header("x-tenant").isEmpty()
                && request.attribute("user").isEmpty()
                && request.path().startsWith("/a");
    }

    @Test
    void only_requests_that_it_chooses_are_copied() {
        TrafficMirror mirror = mirror(OwnSamplerTest::isCheap);
        BusyPrimary primary = new BusyPrimary(mirror, 1);
        primary.get("/a?cheap");
        primary.get("/b?cheap");
        primary.get("/a?cheap", "X-Tenant", "1");

        MirrorCounts counts = closed(mirror);

        assertThat(shadow.requests()).extracting(RecordedRequest::target).containsExactly("/a?cheap");
        assertThat(counts.notSampled()).isEqualTo(2);
        assertThat(counts.selected()).isEqualTo(3);
    }

    @Test
    void a_share_that_is_overridden_holds_for_it_too() {
        TrafficMirror mirror = mirror(request -> true);
        mirror.overrideShare(Fraction.percent(0));
        new BusyPrimary(mirror, 1).get("/");

        assertThat(closed(mirror).notSampled()).isEqualTo(1);
        assertThat(shadow.requests()).isEmpty();
    }

    @Test
    void one_that_throws_loses_the_copies_of_its_own_mirror_alone() {
        TrafficMirror mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .route(MirrorRoute.to(shadow.uri().toString())
                        .name("throwing")
                        .pathExact("/throwing")
                        .sampler(request -> {
                            throw new IllegalStateException("no");
                        }))
                .route(MirrorRoute.to(shadow.uri().toString()).mirror(Unhurried::mirror))
                .build();
        BusyPrimary primary = new BusyPrimary(mirror, 1);
        primary.get("/throwing");
        primary.get("/well");

        assertThat(closed(mirror).dropped()).containsEntry(DropReason.INTERNAL_ERROR, 1L);
        assertThat(shadow.requests()).extracting(RecordedRequest::target).containsExactly("/well");
        assertThat(mirror.stats().internalErrors()).isEqualTo(1);
        assertThat(primary.errors()).isEmpty();
    }
}

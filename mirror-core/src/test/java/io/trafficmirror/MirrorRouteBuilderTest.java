// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.capture.CaptureRules.When;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.route.Route;
import io.trafficmirror.route.RouteHit;
import io.trafficmirror.route.RouteRule;
import io.trafficmirror.route.RouteTable;
import io.trafficmirror.sample.SampleKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MirrorRouteBuilderTest {
    private static MirrorRouteBuilder route() {
        return MirrorRoute.to("http://shadow:8000");
    }

    private static MirrorSpec spec(MirrorRouteBuilder builder) {
        return builder.build().rules().get(0).mirrors().get(0);
    }

    private static boolean copies(MirrorRoute route, String method, String path) {
        List<RouteRule<MirrorRule>> rules = route.rules().stream()
                .map(rule -> new RouteRule<>(rule.matches(), rule))
                .toList();
        RouteHit<MirrorRule> hit = RouteTable.of(List.of(new Route<>(route.name(), route.hostnames(), rules)))
                .find(
                        new RequestHead(
                                method, "http", "any", path, Headers.builder(0).build()),
                        RequestHead.reader());
        return Optional.ofNullable(hit)
                .map(h -> !h.action().mirrors().isEmpty())
                .orElse(false);
    }

    @Test
    void all_but_some_paths_are_copied() {
        MirrorRoute route = route().except("/health", "/internal/metrics").build();

        assertThat(copies(route, "GET", "/orders")).isTrue();
        assertThat(copies(route, "GET", "/healthy")).isTrue();
        assertThat(copies(route, "GET", "/internal")).isTrue();
        assertThat(copies(route, "GET", "/health")).isFalse();
        assertThat(copies(route, "POST", "/health/live")).isFalse();
        assertThat(copies(route, "GET", "/internal/metrics/jvm")).isFalse();
    }

    @Test
    void an_exception_has_to_be_below_the_path() {
        assertThatThrownBy(() -> route().pathPrefix("/api").except("/health").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("except: must be below the route's path prefix \"/api\", was \"/health\"");
        assertThatThrownBy(() -> route().except("/").build()).hasMessageContaining("must be below");
        assertThatThrownBy(() -> route().pathExact("/a").except("/a/b").build()).hasMessageContaining("must be below");
    }

    @Test
    void what_people_need_is_one_call_away() {
        MirrorSpec spec = spec(route().percent(10)
                .keyedBy(SampleKey.cookie("session"))
                .maxPerSecond(50)
                .maxBodyBytes(4096)
                .dropHeaders("Authorization")
                .dropHeaders("Cookie")
                .afterResponse(200, 299));

        assertThat(spec.sampling().key()).contains(SampleKey.cookie("session"));
        assertThat(spec.sampling().maxPerSecond()).hasValue(50);
        assertThat(spec.capture().maxBodyBytes()).isEqualTo(4096);
        assertThat(spec.copy().drop()).containsExactly("Authorization", "Cookie");
        assertThat(spec.capture().when()).isEqualTo(When.AFTER_RESPONSE);
        assertThat(spec.capture().statuses().to()).isEqualTo(299);
        assertThat(spec(route().stream()).capture().stream()).isTrue();
    }
}

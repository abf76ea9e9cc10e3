// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.report.UnobservedReason;
import io.trafficmirror.report.internal.MirrorCounters;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetState;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorMetricsTest {
    private static final MirrorName ORDERS = new MirrorName("orders", 0, 1, "httpbin2");
    private static final MirrorName CARTS = new MirrorName("carts", 2, 0, "httpbin3");
    private static final Target TARGET = Target.parse("http://httpbin2:8000");

    private final Map<MirrorName, MirrorCounters> counters = new LinkedHashMap<>(Map.of(ORDERS, new MirrorCounters()));
    private final List<TargetState> dispatchers = new ArrayList<>(
            List.of(new TargetState(TARGET, 7, 0, 3, 2, false), new TargetState(TARGET, 1, 0, 1, 2, true)));
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final MirrorMetrics metrics = new MirrorMetrics();
    private int snapshots;

    @BeforeEach
    void a_mirror_is_built() {
        metrics.onStart(this::stats);
    }

    @Test
    void counts_what_the_mirror_counts() {
        metrics.bindTo(registry);
        MirrorCounters orders = counters.get(ORDERS);
        for (int i = 0; i < 8; i++) {
            orders.selected();
        }
        orders.notSampled();
        orders.dropped(DropReason.QUEUE_FULL);
        orders.dropped(DropReason.QUEUE_FULL);
        for (int i = 0; i < 6; i++) {
            orders.sent();
        }
        orders.answered(204);
        orders.answered(503);
        orders.answered(700);
        orders.answered(0);
        orders.failed(FailureReason.TIMEOUT);
        clock.add(Duration.ofSeconds(1));

        assertThat(count("http.mirror.selected")).isEqualTo(9);
        assertThat(count("http.mirror.not.sampled")).isEqualTo(1);
        assertThat(count("http.mirror.sent")).isEqualTo(6);
        assertThat(count("http.mirror.dropped", "reason", "queue_full")).isEqualTo(2);
        assertThat(count("http.mirror.dropped", "reason", "byte_budget")).isZero();
        assertThat(count("http.mirror.failed", "reason", "timeout")).isEqualTo(1);
        assertThat(count("http.mirror.answered", "status", "2xx")).isEqualTo(1);
        assertThat(count("http.mirror.answered", "status", "5xx")).isEqualTo(1);
        assertThat(count("http.mirror.answered", "status", "other")).isEqualTo(2);
        assertThat(count("http.mirror.events.lost")).isEqualTo(11);
        assertThat(count("http.mirror.internal.errors")).isEqualTo(12);
    }

    @Test
    void counts_what_observers_were_shown_and_what_not() {
        metrics.bindTo(registry);
        MirrorCounters orders = counters.get(ORDERS);
        for (int i = 0; i < 5; i++) {
            orders.wanted();
        }
        orders.observed();
        orders.unobserved(UnobservedReason.QUEUE_FULL);
        orders.unobserved(UnobservedReason.QUEUE_FULL);
        orders.unobserved(UnobservedReason.BYTE_BUDGET);
        clock.add(Duration.ofSeconds(1));

        assertThat(count("http.mirror.wanted")).isEqualTo(5);
        assertThat(count("http.mirror.observed")).isEqualTo(1);
        assertThat(count("http.mirror.unobserved", "reason", "queue_full")).isEqualTo(2);
        assertThat(count("http.mirror.unobserved", "reason", "byte_budget")).isEqualTo(1);
        assertThat(count("http.mirror.unobserved", "reason", "closed")).isZero();
    }

    @Test
    void counters_say_which_mirror_of_which_rule() {
        metrics.bindTo(registry);

        assertThat(registry.get("http.mirror.sent").meter().getId().getTags())
                .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                .containsExactlyInAnyOrder("route=orders", "rule=0", "mirror=1", "backend=httpbin2");
    }

    @Test
    void gauges_show_what_is_held_now() {
        metrics.bindTo(registry);

        assertThat(gauge("http.mirror.queued", "target", "http://httpbin2:8000"))
                .isEqualTo(8);
        assertThat(gauge("http.mirror.in.flight", "target", "http://httpbin2:8000"))
                .isEqualTo(4);
        assertThat(gauge("http.mirror.breaker.open", "target", "http://httpbin2:8000"))
                .isEqualTo(1);
        assertThat(gauge("http.mirror.bytes.held")).isEqualTo(1000);
        assertThat(gauge("http.mirror.bytes.limit")).isEqualTo(2000);
        assertThat(gauge("http.mirror.cpu.admission")).isEqualTo(0.5);
        dispatchers.clear();
        clock.add(Duration.ofSeconds(1));
        assertThat(gauge("http.mirror.queued")).as("the dispatcher is retired").isZero();
    }

    @Test
    void times_what_shadows_take() {
        metrics.bindTo(registry);
        metrics.onEvent(answered(ORDERS, "GET", 200, 30));
        metrics.onEvent(answered(ORDERS, "GET", 204, 50));
        metrics.onEvent(failed(ORDERS, "POST", FailureReason.TIMEOUT, 100));

        assertThat(registry.get("http.mirror.requests")
                        .tag("outcome", "2xx")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(80);
        assertThat(registry.get("http.mirror.requests")
                        .tag("outcome", "timeout")
                        .tag("method", "POST")
                        .tag("backend", "httpbin2")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void no_request_can_make_up_tags() {
        metrics.bindTo(registry);
        metrics.onEvent(answered(ORDERS, "GET", 200, 1));
        for (int i = 0; i < 100; i++) {
            metrics.onEvent(answered(ORDERS, "MADE-UP-" + i, 200, 1));
        }

        assertThat(registry.find("http.mirror.requests").timers()).hasSize(2);
        assertThat(registry.get("http.mirror.requests")
                        .tag("method", "other")
                        .timer()
                        .count())
                .isEqualTo(100);
    }

    @Test
    void finds_what_a_reload_brought_with_its_first_event() {
        metrics.bindTo(registry);
        counters.put(CARTS, new MirrorCounters());
        dispatchers.add(new TargetState(Target.parse("https://httpbin3"), 5, 0, 0, 0, false));
        clock.add(Duration.ofSeconds(1));

        metrics.onEvent(new MirrorEvent.Dropped(CARTS, DropReason.BREAKER_OPEN));

        assertThat(registry.get("http.mirror.sent")
                        .tag("route", "carts")
                        .functionCounter()
                        .count())
                .isZero();
        assertThat(gauge("http.mirror.queued", "target", "https://httpbin3:443"))
                .isEqualTo(5);
    }

    @Test
    void forgets_what_a_reload_removed_with_the_next_scrape() {
        metrics.bindTo(registry);
        metrics.onEvent(answered(ORDERS, "GET", 200, 30));
        reloadToCarts();

        assertThat(gauge("http.mirror.bytes.held")).isEqualTo(1000);

        assertThat(registry.find("http.mirror.sent").functionCounters()).hasSize(1);
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("backend"))
                .doesNotContain("httpbin2")
                .contains("httpbin3");
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("target"))
                .doesNotContain(TARGET.toString())
                .contains("https://httpbin3:443");
    }

    @Test
    void forgets_what_a_reload_removed_with_the_next_event_and_for_good() {
        metrics.bindTo(registry);
        metrics.onEvent(answered(ORDERS, "GET", 200, 30));
        reloadToCarts();

        metrics.onEvent(answered(CARTS, "GET", 200, 30));
        metrics.onEvent(answered(ORDERS, "GET", 200, 30));

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("route"))
                .contains("carts")
                .doesNotContain("orders");
    }

    @Test
    void a_scrape_of_prometheus_forgets_as_well() {
        PrometheusMeterRegistry prometheus =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
        metrics.bindTo(prometheus);
        metrics.onEvent(answered(ORDERS, "GET", 200, 30));
        reloadToCarts();
        prometheus.scrape();

        assertThat(prometheus.scrape()).contains("route=\"carts\"").doesNotContain("orders", "httpbin2");
    }

    @Test
    void a_registry_may_be_bound_before_the_mirror_is_built() {
        MirrorMetrics early = new MirrorMetrics();
        early.bindTo(registry);
        assertThat(registry.getMeters()).isEmpty();

        early.onStart(this::stats);

        assertThat(gauge("http.mirror.queued")).isEqualTo(8);
    }

    @Test
    void a_second_mirror_is_refused() {
        assertThatThrownBy(() -> metrics.onStart(this::stats))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another mirror");
    }

    @Test
    void one_scrape_takes_one_snapshot() {
        metrics.bindTo(registry);
        clock.add(Duration.ofSeconds(1));
        int before = snapshots;

        for (Meter meter : registry.getMeters()) {
            meter.measure().forEach(measurement -> measurement.getValue());
        }

        assertThat(snapshots - before).isEqualTo(1);
    }

    @Test
    void prometheus_shows_the_series_that_dashboards_name() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metrics.bindTo(prometheus);
        metrics.onEvent(answered(ORDERS, "GET", 200, 30));

        String scrape = prometheus.scrape();

        String mirror = "backend=\"httpbin2\",mirror=\"1\",";
        assertThat(scrape)
                .contains("http_mirror_selected_total{" + mirror + "route=\"orders\",rule=\"0\"} 0.0")
                .contains("http_mirror_sent_total{" + mirror + "route=\"orders\",rule=\"0\"} 0.0")
                .contains("http_mirror_dropped_total{" + mirror
                        + "reason=\"queue_full\",route=\"orders\",rule=\"0\"} 0.0")
                .contains("http_mirror_failed_total{" + mirror + "reason=\"timeout\",route=\"orders\",rule=\"0\"} 0.0")
                .contains("http_mirror_answered_total{" + mirror + "route=\"orders\",rule=\"0\",status=\"2xx\"} 0.0")
                .contains("http_mirror_requests_seconds_count{backend=\"httpbin2\",method=\"GET\",mirror=\"1\","
                        + "outcome=\"2xx\",route=\"orders\",rule=\"0\"} 1")
                .contains("http_mirror_queued{target=\"http://httpbin2:8000\"} 8.0")
                .contains("http_mirror_in_flight{target=\"http://httpbin2:8000\"} 4.0")
                .contains("http_mirror_breaker_open{target=\"http://httpbin2:8000\"} 1.0")
                .contains("http_mirror_bytes_held_bytes 1000.0", "http_mirror_bytes_limit_bytes 2000.0")
                .contains("http_mirror_cpu_admission 0.5")
                .contains("http_mirror_events_lost_total 11.0", "http_mirror_internal_errors_total 12.0");
    }

    private void reloadToCarts() {
        counters.clear();
        counters.put(CARTS, new MirrorCounters());
        dispatchers.clear();
        dispatchers.add(new TargetState(Target.parse("https://httpbin3"), 5, 0, 0, 0, false));
        clock.add(Duration.ofSeconds(1));
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private MirrorStats stats() {
        snapshots++;
        return new MirrorStats(
                counters.entrySet().stream()
                        .map(entry -> entry.getValue().snapshot(entry.getKey()))
                        .toList(),
                dispatchers,
                1000,
                2000,
                11,
                12,
                0.5);
    }

    private static MirrorEvent answered(MirrorName mirror, String method, int status, long millis) {
        return new MirrorEvent.Answered(
                mirror, "id", head(method), Optional.of("/carts/{id}"), status, 0, Duration.ofMillis(millis));
    }

    private static MirrorEvent failed(MirrorName mirror, String method, FailureReason reason, long millis) {
        return new MirrorEvent.Failed(
                mirror, "id", head(method), Optional.of("/carts/{id}"), reason, "x", Duration.ofMillis(millis));
    }

    private static RequestHead head(String method) {
        return new RequestHead(method, "http", "a", "/", Headers.empty());
    }
}

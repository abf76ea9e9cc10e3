// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.Judgement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerdictMetricsTest {
    private final AtomicLong exchanges = new AtomicLong(1000);
    private final AtomicLong clock = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private Report report() {
        PairCounts pairs = new PairCounts(exchanges.get(), 0, 0, 0);
        RouteCounts counts = new RouteCounts(
                exchanges.get(), 0, 0, pairs, PairCounts.NONE, Map.of(), LatencyCounts.ZERO, new TreeMap<>());
        return new Report(
                new Experiment("orders 2", "s"),
                new Evidence(Map.of("GET /orders", new RouteEvidence(counts, AttributeCounts.ZERO)), Map.of()));
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void the_verdict_and_what_it_needs_are_gauges_that_follow_it() {
        new VerdictMetrics(LiveVerdict.over(this::report, Judgement.defaults(), clock::get)).bindTo(registry);

        assertThat(gauge("http.mirror.verdict")).isEqualTo(2);
        assertThat(gauge("http.mirror.verdict.needs")).isEqualTo(2398);

        exchanges.set(4000);
        clock.set(2_000_000_000L);
        assertThat(gauge("http.mirror.verdict")).isZero();
        assertThat(gauge("http.mirror.verdict.needs")).isZero();
        assertThat(registry.get("http.mirror.evidence")
                        .tag("of", "controlled")
                        .functionCounter()
                        .count())
                .isEqualTo(4000);
    }

    @Test
    void nothing_that_came_with_a_request_is_a_tag() {
        new VerdictMetrics(LiveVerdict.over(this::report, Judgement.defaults(), clock::get)).bindTo(registry);

        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id ->
                        assertThat(id.getTags()).allMatch(tag -> tag.getKey().equals("of")));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Findings;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Shows a verdict in Micrometer: {@code http.mirror.verdict} is 0 for PASS, 1 for FAIL and 2 for INSUFFICIENT; {@code http.mirror.verdict.needs} is how many
 * exchanges more are needed, and not a number where none would do; {@code http.mirror.evidence} counts exchanges by what came of them, over all routes.
 * No name of a route, a path or a candidate becomes a tag. A scrape is one look, of which there is one a second at most. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // Micrometer is optional: who compiles against this brings it.
public final class VerdictMetrics implements MeterBinder {
    private final LiveVerdict verdict;

    /** Meters of this verdict. */
    public VerdictMetrics(LiveVerdict verdict) {
        this.verdict = Objects.requireNonNull(verdict, "verdict");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "http.mirror.verdict",
                        verdict,
                        now -> now.look().verdict().code())
                .description("0 PASS, 1 FAIL, 2 INSUFFICIENT")
                .register(registry);
        Gauge.builder("http.mirror.verdict.needs", verdict, VerdictMetrics::needs)
                .description("exchanges that are needed for a verdict, if all goes on as it was")
                .register(registry);
        counter(registry, "compared", RouteCounts::compared);
        counter(registry, "different", RouteCounts::mismatches);
        counter(registry, "failed", RouteCounts::failed);
        counter(registry, "not_compared", RouteCounts::notComparedInAll);
        counter(registry, "controlled", counts -> counts.pairs().controlled());
        counter(registry, "shadow_only", counts -> counts.pairs().shadowOnly());
        counter(registry, "control_only", counts -> counts.pairs().controlOnly());
    }

    private void counter(MeterRegistry registry, String of, ToLongFunction<RouteCounts> counts) {
        FunctionCounter.builder("http.mirror.evidence", verdict, now -> sum(now.look(), counts))
                .tag("of", of)
                .description("exchanges by what came of comparing them; one is counted under each that is true of it")
                .register(registry);
    }

    private static double needs(LiveVerdict verdict) {
        Findings now = verdict.look();
        return now.verdict().needs().isPresent() ? now.verdict().needs().getAsLong() : Double.NaN;
    }

    private static double sum(Findings findings, ToLongFunction<RouteCounts> counts) {
        return findings.report().evidence().routes().values().stream()
                .map(RouteEvidence::counts)
                .mapToLong(counts)
                .sum();
    }
}

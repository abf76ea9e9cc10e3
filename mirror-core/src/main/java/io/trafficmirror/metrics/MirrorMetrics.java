// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.report.MirrorStats;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Shows a mirror in Micrometer, as meters named {@code http.mirror.*}. Every tag has as many values as the configuration gives it;
 * nothing of a request becomes one, but its method if that is a usual one. Safe for concurrent use.
 *
 * <p>Bound to a registry it shows counters and gauges; made a listener of the mirror as well, it adds the timer {@code
 * http.mirror.requests} and finds the mirrors that a reload brings, each with its first event:
 *
 * <pre>{@code
 * MirrorMetrics metrics = new MirrorMetrics(() -> mirror.stats());
 * mirror = TrafficMirror.builder().listener(metrics).route(route).build();
 * metrics.bindTo(registry);
 * }</pre>
 *
 * <p>A registry holds its counters weakly: keep this object as long as the mirror, which a listener is anyhow.
 */
@SuppressWarnings("exports") // Micrometer is optional: who compiles against this brings it, all others need not
public final class MirrorMetrics implements MeterBinder, MirrorListener {
    private final Supplier<MirrorStats> stats;
    private final List<BoundMeters> bound = new CopyOnWriteArrayList<>();

    /** Metrics of one mirror; the supplier is not asked before the first {@link #bindTo}. */
    public MirrorMetrics(Supplier<MirrorStats> stats) {
        this.stats = Objects.requireNonNull(stats, "stats");
    }

    /** Registers the meters of all mirrors and shadows there are; may be called for several registries. */
    @Override
    public void bindTo(MeterRegistry registry) {
        BoundMeters meters = new BoundMeters(registry, stats);
        meters.register();
        bound.add(meters);
    }

    @Override
    public void onEvent(MirrorEvent event) {
        for (BoundMeters meters : bound) {
            if (event instanceof MirrorEvent.Answered answered) {
                String method = answered.request().method();
                meters.took(answered.mirror(), method, answered.status() / 100 + "xx", answered.took());
            } else if (event instanceof MirrorEvent.Failed failed) {
                meters.took(
                        failed.mirror(),
                        failed.request().method(),
                        failed.reason().tag(),
                        failed.took());
            } else if (event instanceof MirrorEvent.Dropped dropped) {
                meters.know(dropped.mirror());
            }
        }
    }
}

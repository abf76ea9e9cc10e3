// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.report.MirrorStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows one mirror in Micrometer, as meters named {@code http.mirror.*}. Every tag has as many values as the configuration gives it;
 * nothing of a request becomes one, but its method if that is a usual one. Safe for concurrent use.
 *
 * <p>A listener of the mirror, and bound to one registry or several, before the mirror is built or after:
 *
 * <pre>{@code
 * MirrorMetrics metrics = new MirrorMetrics();
 * metrics.bindTo(registry);
 * TrafficMirror mirror = TrafficMirror.builder().listener(metrics).route(route).build();
 * }</pre>
 *
 * <p>What a reload brings has its meters with its first event or the next scrape. What a reload has removed loses them with the next
 * event or scrape after its last copy has come to its end.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // Micrometer is optional: who compiles against this brings it, all others need not
public final class MirrorMetrics implements MeterBinder, MirrorListener {
    private final List<BoundMeters> bound = new CopyOnWriteArrayList<>();

    /** Those that were bound before there was a mirror. */
    @GuardedBy("this")
    private final List<MeterRegistry> early = new ArrayList<>(1);

    @GuardedBy("this")
    private @Nullable Supplier<MirrorStats> stats;

    /** Metrics of the mirror of which this is made a listener. */
    public MirrorMetrics() {}

    /** Registers the meters of all mirrors and shadows there are, or will as soon as the mirror is built; may be called for several registries. */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry");
        Supplier<MirrorStats> source = stats;
        if (source == null) {
            early.add(registry);
        } else {
            bind(registry, source);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if these are the metrics of another mirror already: one could not tell the two apart
     */
    @Override
    public synchronized void onStart(Supplier<MirrorStats> source) {
        if (stats != null) {
            throw new IllegalStateException("these are the metrics of another mirror: make new ones for each");
        }
        stats = source;
        early.forEach(registry -> bind(registry, source));
        early.clear();
    }

    private void bind(MeterRegistry registry, Supplier<MirrorStats> source) {
        BoundMeters meters = new BoundMeters(registry, source);
        meters.register();
        bound.add(meters);
    }

    @Override
    public void onEvent(MirrorEvent event) {
        bound.forEach(event.match(Told.IN_METERS));
    }

    /** What an event is to the meters. Stateless. */
    private enum Told implements MirrorEvent.Cases<Consumer<BoundMeters>> {
        IN_METERS;

        @Override
        public Consumer<BoundMeters> dropped(MirrorEvent.Dropped event) {
            return meters -> meters.know(event.mirror());
        }

        @Override
        public Consumer<BoundMeters> answered(MirrorEvent.Answered event) {
            String method = event.request().method();
            return meters -> meters.took(event.mirror(), method, event.status() / 100 + "xx", event.took());
        }

        @Override
        public Consumer<BoundMeters> failed(MirrorEvent.Failed event) {
            String method = event.request().method();
            return meters -> meters.took(event.mirror(), method, event.reason().tag(), event.took());
        }

        @Override
        public Consumer<BoundMeters> breakerOpened(MirrorEvent.BreakerOpened event) {
            return meters -> {}; // shown by a gauge
        }

        @Override
        public Consumer<BoundMeters> breakerClosed(MirrorEvent.BreakerClosed event) {
            return meters -> {}; // shown by a gauge
        }
    }
}

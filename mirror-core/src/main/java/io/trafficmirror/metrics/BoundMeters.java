// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.copy.Target;
import io.trafficmirror.dispatch.LaneState;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one mirror in one registry. Safe for concurrent use. */
final class BoundMeters {
    private static final String PREFIX = "http.mirror.";

    /** Besides these every method is {@code other}: a client could make up any number. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final List<String> CLASSES = List.of("2xx", "3xx", "4xx", "5xx", "other");

    private final MeterRegistry registry;
    private final StatsView view;
    private final Set<MirrorName> mirrors = ConcurrentHashMap.newKeySet();
    private final Set<Target> targets = ConcurrentHashMap.newKeySet();

    BoundMeters(MeterRegistry registry, Supplier<MirrorStats> stats) {
        this.registry = registry;
        this.view = new StatsView(stats, registry.config().clock());
    }

    /** Registers what there is by now. */
    void register() {
        gauge("bytes.held", "Bytes that copies hold", BaseUnits.BYTES, Tags.empty(), MirrorStats::bytesHeld);
        gauge("bytes.limit", "Bytes that copies may hold", BaseUnits.BYTES, Tags.empty(), MirrorStats::byteLimit);
        gauge(
                "cpu.admission",
                "Probability with which the CPU share lets copies through",
                null,
                Tags.empty(),
                MirrorStats::cpuProbability);
        counter("events.lost", "Events that listeners were too slow for", Tags.empty(), MirrorStats::eventsLost);
        counter("internal.errors", "Faults of the mirror, contained", Tags.empty(), MirrorStats::internalErrors);
        MirrorStats now = view.now();
        now.mirrors().forEach(counts -> registerMirror(counts.mirror()));
        now.lanes().forEach(lane -> registerTarget(lane.target()));
    }

    /** Registers the mirror, and what came with it, if it is new. */
    void know(MirrorName mirror) {
        if (!mirrors.contains(mirror)) {
            registerMirror(mirror);
            view.now().lanes().forEach(lane -> registerTarget(lane.target()));
        }
    }

    /** One copy has come to its end. */
    void took(MirrorName mirror, String method, String outcome, Duration took) {
        know(mirror);
        Timer.builder(PREFIX + "requests")
                .description("Time that shadows take, from the first work on the wire to the end of the answer")
                .tags(tags(mirror))
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    private void registerMirror(MirrorName name) {
        if (!mirrors.add(name)) {
            return;
        }
        Tags tags = tags(name);
        mirrorCounter("selected", "Requests of the rule, times their copies", tags, name, MirrorCounts::selected);
        mirrorCounter("not.sampled", "Requests outside of the share", tags, name, MirrorCounts::notSampled);
        mirrorCounter("sent", "Copies on which work on the wire began", tags, name, MirrorCounts::sent);
        for (DropReason reason : DropReason.values()) {
            Tags tagged = tags.and("reason", reason.tag());
            mirrorCounter(
                    "dropped",
                    "Copies given up before they were sent",
                    tagged,
                    name,
                    counts -> counts.dropped().getOrDefault(reason, 0L));
        }
        for (FailureReason reason : FailureReason.values()) {
            Tags tagged = tags.and("reason", reason.tag());
            mirrorCounter(
                    "failed",
                    "Sent copies without an answer",
                    tagged,
                    name,
                    counts -> counts.failed().getOrDefault(reason, 0L));
        }
        for (String status : CLASSES) {
            Tags tagged = tags.and("status", status);
            mirrorCounter("answered", "Answers of shadows", tagged, name, counts -> answered(counts, status));
        }
    }

    /** Classes that HTTP does not know are one. */
    private static long answered(MirrorCounts counts, String status) {
        if (!status.equals("other")) {
            return counts.answered().getOrDefault(status, 0L);
        }
        return counts.answered().entrySet().stream()
                .filter(entry -> entry.getKey().equals("other") || !CLASSES.contains(entry.getKey()))
                .mapToLong(entry -> entry.getValue())
                .sum();
    }

    private void registerTarget(Target target) {
        if (targets.add(target)) {
            Tags tags = Tags.of("target", target.toString());
            gauge("queued", "Copies that wait", null, tags, stats -> sum(stats, target, LaneState::queued));
            gauge("in.flight", "Copies on the wire", null, tags, stats -> sum(stats, target, LaneState::inFlight));
            gauge(
                    "breaker.open",
                    "1 while the circuit breaker keeps copies away",
                    null,
                    tags,
                    stats -> Math.min(1, sum(stats, target, lane -> lane.breakerOpen() ? 1 : 0)));
        }
    }

    private static double sum(MirrorStats stats, Target target, ToDoubleFunction<LaneState> value) {
        return stats.lanes().stream()
                .filter(lane -> lane.target().equals(target))
                .mapToDouble(value)
                .sum();
    }

    private static Tags tags(MirrorName name) {
        return Tags.of(
                "route", name.route(),
                "rule", Integer.toString(name.rule()),
                "mirror", Integer.toString(name.mirror()),
                "backend", name.backend());
    }

    private void mirrorCounter(
            String name, String says, Tags tags, MirrorName mirror, ToDoubleFunction<MirrorCounts> value) {
        counter(
                name,
                says,
                tags,
                stats -> stats.mirrors().stream()
                        .filter(counts -> counts.mirror().equals(mirror))
                        .mapToDouble(value)
                        .sum());
    }

    private void counter(String name, String says, Tags tags, ToDoubleFunction<MirrorStats> value) {
        FunctionCounter.builder(PREFIX + name, view, v -> value.applyAsDouble(v.now()))
                .description(says)
                .tags(tags)
                .register(registry);
    }

    private void gauge(
            String name, String says, @Nullable String unit, Tags tags, ToDoubleFunction<MirrorStats> value) {
        Gauge.builder(PREFIX + name, view, v -> value.applyAsDouble(v.now()))
                .description(says)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }
}

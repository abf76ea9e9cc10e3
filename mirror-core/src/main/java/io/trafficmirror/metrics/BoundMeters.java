// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.report.UnobservedReason;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetState;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The meters of one mirror in one registry. Safe for concurrent use. */
final class BoundMeters {
    private static final String PREFIX = "http.mirror.";

    /** Besides these every method is {@code other}: a client could make up any number. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final List<String> CLASSES = List.of("2xx", "3xx", "4xx", "5xx", "other");

    private final MeterRegistry registry;
    private final StatsView view;

    /** Never waited for by a scrape. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, as what follows. */
    private final Map<MirrorName, Set<Meter>> mirrors = new HashMap<>();

    private final Map<Target, Set<Meter>> targets = new HashMap<>();
    private @Nullable MirrorStats followed;

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
        look();
    }

    /** Registers the mirror, and what came with it, if it is new, and takes away what is gone. */
    void know(MirrorName mirror) {
        lock.lock();
        try {
            follow(mirrors.containsKey(mirror) ? view.now() : view.anew());
        } finally {
            lock.unlock();
        }
    }

    /** One copy has come to its end. Of a mirror that is gone by now nothing is shown any more. */
    void took(MirrorName mirror, String method, String outcome, Duration took) {
        lock.lock();
        try {
            know(mirror);
            Set<Meter> meters = mirrors.get(mirror);
            if (meters != null) {
                Timer timer = Timer.builder(PREFIX + "requests")
                        .description(
                                "Time that shadows take, from the first work on the wire to the end of the response")
                        .tags(tags(mirror))
                        .tag("method", METHODS.contains(method) ? method : "other")
                        .tag("outcome", outcome)
                        .register(registry);
                meters.add(timer);
                timer.record(took);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a meter is read from. Whoever finds that the mirrors are others follows them, but for one at a time. */
    private MirrorStats look() {
        if (!lock.isHeldByCurrentThread() && lock.tryLock()) {
            try {
                follow(view.now());
            } finally {
                lock.unlock();
            }
        }
        return view.now();
    }

    private void follow(MirrorStats now) {
        if (now.equals(followed)) {
            return;
        }
        followed = now;
        Set<MirrorName> named = now.mirrors().stream().map(MirrorCounts::mirror).collect(Collectors.toSet());
        Set<Target> ledTo = now.targets().stream().map(TargetState::target).collect(Collectors.toSet());
        named.forEach(name -> mirrors.computeIfAbsent(name, this::registerMirror));
        ledTo.forEach(target -> targets.computeIfAbsent(target, this::registerTarget));
        removeAllBut(named, mirrors);
        removeAllBut(ledTo, targets);
    }

    private <K> void removeAllBut(Set<K> present, Map<K, Set<Meter>> registered) {
        for (K gone : List.copyOf(registered.keySet())) {
            if (!present.contains(gone)) {
                registered.getOrDefault(gone, Set.of()).forEach(registry::remove);
                registered.remove(gone);
            }
        }
    }

    private Set<Meter> registerMirror(MirrorName name) {
        Set<Meter> meters = new HashSet<>();
        Tags tags = tags(name);
        meters.add(mirrorCounter(
                "selected", "Requests of the rule, times their copies", tags, name, MirrorCounts::selected));
        meters.add(mirrorCounter("not.sampled", "Requests outside of the share", tags, name, MirrorCounts::notSampled));
        meters.add(mirrorCounter("sent", "Copies on which work on the wire began", tags, name, MirrorCounts::sent));
        meters.add(mirrorCounter(
                "after.loss",
                "Sent copies before which another of the same key was lost",
                tags,
                name,
                MirrorCounts::afterLoss));
        for (DropReason reason : DropReason.values()) {
            Tags tagged = tags.and("reason", reason.tag());
            meters.add(mirrorCounter(
                    "dropped",
                    "Copies given up before they were sent",
                    tagged,
                    name,
                    counts -> counts.dropped().getOrDefault(reason, 0L)));
        }
        for (FailureReason reason : FailureReason.values()) {
            Tags tagged = tags.and("reason", reason.tag());
            meters.add(mirrorCounter(
                    "failed",
                    "Sent copies without a response",
                    tagged,
                    name,
                    counts -> counts.failed().getOrDefault(reason, 0L)));
        }
        for (String status : CLASSES) {
            Tags tagged = tags.and("status", status);
            meters.add(
                    mirrorCounter("answered", "Answers of shadows", tagged, name, counts -> answered(counts, status)));
        }
        meters.add(
                mirrorCounter("wanted", "Exchanges that an observer wanted to see", tags, name, MirrorCounts::wanted));
        meters.add(
                mirrorCounter("observed", "Exchanges that observers were shown", tags, name, MirrorCounts::observed));
        for (UnobservedReason reason : UnobservedReason.values()) {
            Tags tagged = tags.and("reason", reason.tag());
            meters.add(mirrorCounter(
                    "unobserved",
                    "Exchanges that an observer wanted and was not shown",
                    tagged,
                    name,
                    counts -> counts.unobserved().getOrDefault(reason, 0L)));
        }
        return meters;
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

    private Set<Meter> registerTarget(Target target) {
        Tags tags = Tags.of("target", target.toString());
        return Set.of(
                gauge("queued", "Copies that wait", null, tags, stats -> sum(stats, target, TargetState::queued)),
                gauge(
                        "behind.keys",
                        "Copies that wait for an earlier one of the same key",
                        null,
                        tags,
                        stats -> sum(stats, target, TargetState::behindKeys)),
                gauge(
                        "in.flight",
                        "Copies on the wire",
                        null,
                        tags,
                        stats -> sum(stats, target, TargetState::inFlight)),
                gauge(
                        "breaker.open",
                        "1 while the circuit breaker keeps copies away",
                        null,
                        tags,
                        stats -> Math.min(1, sum(stats, target, dispatcher -> dispatcher.breakerOpen() ? 1 : 0))));
    }

    private static double sum(MirrorStats stats, Target target, ToDoubleFunction<TargetState> value) {
        return stats.targets().stream()
                .filter(dispatcher -> dispatcher.target().equals(target))
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

    private Meter mirrorCounter(
            String name, String says, Tags tags, MirrorName mirror, ToDoubleFunction<MirrorCounts> value) {
        return counter(
                name,
                says,
                tags,
                stats -> stats.mirrors().stream()
                        .filter(counts -> counts.mirror().equals(mirror))
                        .mapToDouble(value)
                        .sum());
    }

    private Meter counter(String name, String says, Tags tags, ToDoubleFunction<MirrorStats> value) {
        return FunctionCounter.builder(PREFIX + name, this, meters -> value.applyAsDouble(meters.look()))
                .description(says)
                .tags(tags)
                .register(registry);
    }

    private Meter gauge(
            String name, String says, @Nullable String unit, Tags tags, ToDoubleFunction<MirrorStats> value) {
        return Gauge.builder(PREFIX + name, this, meters -> value.applyAsDouble(meters.look()))
                .description(says)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }
}

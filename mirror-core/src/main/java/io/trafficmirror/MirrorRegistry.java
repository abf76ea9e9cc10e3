// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.copy.internal.Composer;
import io.trafficmirror.dispatch.Dispatcher;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.Role;
import io.trafficmirror.report.internal.MirrorCounters;
import io.trafficmirror.route.Route;
import io.trafficmirror.route.RouteRule;
import io.trafficmirror.route.RouteTable;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.Sampling;
import io.trafficmirror.sample.internal.MirrorSampler;
import io.trafficmirror.sample.internal.RampUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts routes in force. What must outlive a reload stays here: counters and caps by mirror, dispatchers by target and limits. Safe for
 * concurrent use.
 */
final class MirrorRegistry {
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(5).toNanos();

    private final MirrorConfiguration configuration;
    private final Dispatchers dispatchers;

    @GuardedBy("this")
    private final Map<MirrorName, MirrorCounters> counters = new LinkedHashMap<>();

    /** The sampler of each mirror: its cap goes on through any reload and any other share. */
    @GuardedBy("this")
    private final Map<MirrorName, KeptSampler> samplers = new HashMap<>();

    /** The dispatcher of each mirror of the routes that were made ready last. */
    @GuardedBy("this")
    private Map<MirrorName, Dispatcher> inForce = Map.of();

    /** Mirrors that no route in force has, and since when. */
    @GuardedBy("this")
    private final Map<MirrorName, Long> removed = new HashMap<>();

    private final RampUp ramp;

    private record KeptSampler(Sampling sampling, MirrorSampler sampler) {}

    MirrorRegistry(MirrorConfiguration configuration, Dispatchers dispatchers) {
        this.configuration = configuration;
        this.dispatchers = dispatchers;
        this.ramp = new RampUp(configuration.limits().rampUp(), configuration.clock());
    }

    /**
     * These routes, made ready to run.
     *
     * @throws IllegalArgumentException if they can't be put into one table
     */
    synchronized ActiveRoutes activate(List<MirrorRoute> routes) {
        List<ActiveMirror> mirrors = new ArrayList<>();
        List<Route<List<ActiveMirror>>> table = new ArrayList<>();
        for (MirrorRoute route : routes) {
            List<RouteRule<List<ActiveMirror>>> rules = new ArrayList<>();
            for (int rule = 0; rule < route.rules().size(); rule++) {
                List<ActiveMirror> ofRule = mirrorsOf(route, rule);
                mirrors.addAll(ofRule);
                rules.add(new RouteRule<>(route.rules().get(rule).matches(), ofRule));
            }
            table.add(new Route<>(route.name(), route.hostnames(), rules));
        }
        RouteTable<List<ActiveMirror>> built = RouteTable.of(table);
        passOn(mirrors);
        List<Dispatcher> used =
                mirrors.stream().map(ActiveMirror::dispatcher).distinct().collect(Collectors.toList());
        return new ActiveRoutes(built, mirrors, used);
    }

    /** A mirror that goes on to the same target by another dispatcher, for its limits have changed, leaves copies behind in the old one. */
    @GuardedBy("this")
    private void passOn(List<ActiveMirror> mirrors) {
        Map<MirrorName, Dispatcher> next = new HashMap<>();
        for (ActiveMirror mirror : mirrors) {
            Dispatcher now = mirror.dispatcher();
            Dispatcher before = inForce.get(mirror.name());
            if (before != null && before != now && before.target().equals(now.target())) {
                now.follow(before);
            }
            next.put(mirror.name(), now);
        }
        inForce = next;
    }

    @GuardedBy("this")
    private List<ActiveMirror> mirrorsOf(MirrorRoute route, int rule) {
        List<ActiveMirror> mirrors = new ArrayList<>();
        List<MirrorSpec> specs = route.rules().get(rule).mirrors();
        // In their order, whichever is planned first.
        for (int i = 0; i < specs.size(); i++) {
            counters.computeIfAbsent(nameOf(route, rule, i), name -> new MirrorCounters());
        }
        ActiveMirror control = null;
        for (int i = 0; i < specs.size(); i++) {
            control = specs.get(i).role() == Role.CONTROL ? activate(route, rule, i, null) : control;
        }
        for (int i = 0; i < specs.size(); i++) {
            boolean isControl = specs.get(i).role() == Role.CONTROL;
            mirrors.add(isControl && control != null ? control : activate(route, rule, i, control));
        }
        return List.copyOf(mirrors);
    }

    private static MirrorName nameOf(MirrorRoute route, int rule, int index) {
        return new MirrorName(
                route.name(),
                rule,
                index,
                route.rules().get(rule).mirrors().get(index).name());
    }

    @GuardedBy("this")
    private ActiveMirror activate(MirrorRoute route, int rule, int index, @Nullable ActiveMirror control) {
        MirrorSpec spec = route.rules().get(rule).mirrors().get(index);
        MirrorName name = nameOf(route, rule, index);
        return new ActiveMirror(
                name,
                spec,
                samplerOf(name, spec),
                spec.ordering().orElse(Ordering.NONE),
                new Composer(spec.target(), spec.copy(), configuration.marks()),
                counters.computeIfAbsent(name, n -> new MirrorCounters()),
                dispatchers.dispatcherFor(spec),
                control);
    }

    @GuardedBy("this")
    private MirrorSampler samplerOf(MirrorName name, MirrorSpec spec) {
        Sampling sampling = spec.sampling();
        // A control is a share of what has passed the ramp.
        RampUp beginning = spec.role() == Role.CONTROL ? RampUp.none() : ramp;
        KeptSampler kept = samplers.get(name);
        if (kept == null) {
            kept = new KeptSampler(
                    sampling, new MirrorSampler(sampling, configuration.random(), configuration.clock(), beginning));
        } else if (!kept.sampling().equals(sampling)) {
            kept = new KeptSampler(sampling, kept.sampler().with(sampling));
        }
        samplers.put(name, kept);
        return kept.sampler();
    }

    /**
     * Forgets the mirrors that are none of these, and were none of those in force for {@link #REMEMBERED_NANOS}: time enough for whoever reads
     * counters to see their last. One whose copies are not all over is kept, for its account must close.
     */
    synchronized void forgetAllBut(List<ActiveMirror> used) {
        if (removed.isEmpty() && counters.size() == used.size()) {
            return;
        }
        long now = configuration.clock().getAsLong();
        Set<MirrorName> inForce = used.stream().map(ActiveMirror::name).collect(Collectors.toSet());
        removed.keySet().removeAll(inForce);
        for (MirrorName name : List.copyOf(counters.keySet())) {
            if (!inForce.contains(name)
                    && now - removed.computeIfAbsent(name, n -> now) >= REMEMBERED_NANOS
                    && isOver(name)) {
                counters.remove(name);
                samplers.remove(name);
                removed.remove(name);
            }
        }
    }

    @GuardedBy("this")
    private boolean isOver(MirrorName name) {
        MirrorCounters known = counters.get(name);
        if (known == null) {
            return true;
        }
        MirrorCounts counts = known.snapshot(name);
        return counts.waiting() == 0 && counts.inFlight() == 0 && counts.joining() == 0;
    }

    /** The counts of every mirror that is in force, or was within the last minutes, in the order of first appearance. */
    synchronized List<MirrorCounts> counts() {
        return counters.entrySet().stream()
                .map(entry -> entry.getValue().snapshot(entry.getKey()))
                .collect(Collectors.toList());
    }
}

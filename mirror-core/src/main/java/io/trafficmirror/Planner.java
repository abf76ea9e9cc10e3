// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.copy.Composer;
import io.trafficmirror.dispatch.Lane;
import io.trafficmirror.report.MirrorCounters;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.Role;
import io.trafficmirror.route.Route;
import io.trafficmirror.route.RouteRule;
import io.trafficmirror.route.RouteTable;
import io.trafficmirror.sample.MirrorSampler;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.RampUp;
import io.trafficmirror.sample.Sampling;
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
 * Makes plans of routes. What must outlive a plan stays here: counters and caps by mirror, lanes by target and limits. Safe for concurrent
 * use.
 */
final class Planner {
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(5).toNanos();

    private final Parts parts;
    private final Lanes lanes;

    @GuardedBy("this")
    private final Map<MirrorName, MirrorCounters> counters = new LinkedHashMap<>();

    /** The sampler of each mirror: its cap goes on through any reload and any other share. */
    @GuardedBy("this")
    private final Map<MirrorName, KeptSampler> samplers = new HashMap<>();

    /** Mirrors that no plan has, and since when. */
    @GuardedBy("this")
    private final Map<MirrorName, Long> removed = new HashMap<>();

    private final RampUp ramp;

    private record KeptSampler(Sampling sampling, MirrorSampler sampler) {}

    Planner(Parts parts, Lanes lanes) {
        this.parts = parts;
        this.lanes = lanes;
        this.ramp = new RampUp(parts.limits().rampUp(), parts.clock());
    }

    /**
     * A plan for these routes.
     *
     * @throws IllegalArgumentException if they can't be put into one table
     */
    synchronized Plan plan(List<MirrorRoute> routes) {
        List<MirrorPlan> mirrors = new ArrayList<>();
        List<Route<List<MirrorPlan>>> table = new ArrayList<>();
        for (MirrorRoute route : routes) {
            List<RouteRule<List<MirrorPlan>>> rules = new ArrayList<>();
            for (int rule = 0; rule < route.rules().size(); rule++) {
                List<MirrorPlan> ofRule = mirrorsOf(route, rule);
                mirrors.addAll(ofRule);
                rules.add(new RouteRule<>(route.rules().get(rule).matches(), ofRule));
            }
            table.add(new Route<>(route.name(), route.hostnames(), rules));
        }
        RouteTable<List<MirrorPlan>> built = RouteTable.of(table);
        List<Lane> used = mirrors.stream().map(MirrorPlan::lane).distinct().collect(Collectors.toList());
        return new Plan(built, mirrors, used);
    }

    @GuardedBy("this")
    private List<MirrorPlan> mirrorsOf(MirrorRoute route, int rule) {
        List<MirrorPlan> plans = new ArrayList<>();
        List<MirrorSpec> specs = route.rules().get(rule).mirrors();
        // In their order, whichever is planned first.
        for (int i = 0; i < specs.size(); i++) {
            counters.computeIfAbsent(nameOf(route, rule, i), name -> new MirrorCounters());
        }
        MirrorPlan control = null;
        for (int i = 0; i < specs.size(); i++) {
            control = specs.get(i).role() == Role.CONTROL ? planOf(route, rule, i, null) : control;
        }
        for (int i = 0; i < specs.size(); i++) {
            boolean isControl = specs.get(i).role() == Role.CONTROL;
            plans.add(isControl && control != null ? control : planOf(route, rule, i, control));
        }
        return List.copyOf(plans);
    }

    private static MirrorName nameOf(MirrorRoute route, int rule, int index) {
        return new MirrorName(
                route.name(),
                rule,
                index,
                route.rules().get(rule).mirrors().get(index).name());
    }

    @GuardedBy("this")
    private MirrorPlan planOf(MirrorRoute route, int rule, int index, @Nullable MirrorPlan control) {
        MirrorSpec spec = route.rules().get(rule).mirrors().get(index);
        MirrorName name = nameOf(route, rule, index);
        return new MirrorPlan(
                name,
                spec,
                samplerOf(name, spec),
                spec.ordering().orElse(Ordering.NONE),
                new Composer(spec.target(), spec.copy(), parts.marks()),
                counters.computeIfAbsent(name, n -> new MirrorCounters()),
                lanes.laneFor(spec),
                control);
    }

    @GuardedBy("this")
    private MirrorSampler samplerOf(MirrorName name, MirrorSpec spec) {
        Sampling sampling = spec.sampling();
        // A control is a share of what has passed the ramp.
        RampUp beginning = spec.role() == Role.CONTROL ? RampUp.none() : ramp;
        KeptSampler kept = samplers.get(name);
        if (kept == null) {
            kept = new KeptSampler(sampling, new MirrorSampler(sampling, parts.random(), parts.clock(), beginning));
        } else if (!kept.sampling().equals(sampling)) {
            kept = new KeptSampler(sampling, kept.sampler().with(sampling));
        }
        samplers.put(name, kept);
        return kept.sampler();
    }

    /**
     * Forgets the mirrors that are none of these, and were none of the plan's for {@link #REMEMBERED_NANOS}: time enough for whoever reads
     * counters to see their last. One whose copies are not all over is kept, for its account must close.
     */
    synchronized void forgetAllBut(List<MirrorPlan> used) {
        if (removed.isEmpty() && counters.size() == used.size()) {
            return;
        }
        long now = parts.clock().getAsLong();
        Set<MirrorName> inForce = used.stream().map(MirrorPlan::name).collect(Collectors.toSet());
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

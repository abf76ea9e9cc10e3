// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.copy.Composer;
import io.trafficmirror.dispatch.Lane;
import io.trafficmirror.report.MirrorCounters;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.PairObserver;
import io.trafficmirror.route.Route;
import io.trafficmirror.route.RouteRule;
import io.trafficmirror.route.RouteTable;
import io.trafficmirror.sample.Sampler;
import io.trafficmirror.sample.Sampling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes plans of routes. What must outlive a plan stays here: counters and caps by mirror, lanes by target and limits. Safe for concurrent
 * use.
 */
final class Planner {
    private final Parts parts;
    private final Lanes lanes;

    @GuardedBy("this")
    private final Map<MirrorName, MirrorCounters> counters = new LinkedHashMap<>();

    /** The sampler of each mirror in the last plan: a reload that leaves its sampling alone leaves its cap running too. */
    @GuardedBy("this")
    private final Map<MirrorName, KeptSampler> samplers = new HashMap<>();

    private record KeptSampler(Sampling sampling, Sampler sampler) {}

    Planner(Parts parts, Lanes lanes) {
        this.parts = parts;
        this.lanes = lanes;
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
        for (int i = 0; i < specs.size(); i++) {
            MirrorSpec spec = specs.get(i);
            MirrorName name = new MirrorName(route.name(), rule, i, spec.name());
            plans.add(new MirrorPlan(
                    name,
                    spec,
                    samplerOf(name, spec.sampling()),
                    new Composer(spec.target(), spec.copy(), parts.marks()),
                    counters.computeIfAbsent(name, n -> new MirrorCounters()),
                    lanes.laneFor(spec),
                    observedBytes(name)));
        }
        return List.copyOf(plans);
    }

    @GuardedBy("this")
    private Sampler samplerOf(MirrorName name, Sampling sampling) {
        KeptSampler kept = samplers.get(name);
        if (kept == null || !kept.sampling().equals(sampling)) {
            kept = new KeptSampler(sampling, new Sampler(sampling, parts.random(), parts.clock()));
            samplers.put(name, kept);
        }
        return kept.sampler();
    }

    private int observedBytes(MirrorName name) {
        int most = -1;
        for (PairObserver observer : parts.observers()) {
            if (observer.wants(name)) {
                most = Math.max(most, observer.maxBodyBytes());
            }
        }
        return most;
    }

    /** The counts of every mirror there ever was, in the order of first appearance. */
    synchronized List<MirrorCounts> counts() {
        return counters.entrySet().stream()
                .map(entry -> entry.getValue().snapshot(entry.getKey()))
                .collect(Collectors.toList());
    }
}

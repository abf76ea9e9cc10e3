// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.targets.TargetState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows a mirror as maps, lists, texts and numbers, whatever library makes JSON of them. Stateless. */
final class MirrorView {
    private MirrorView() {}

    static Map<String, Object> of(TrafficMirror mirror) {
        MirrorStats stats = mirror.stats();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("paused", mirror.isPaused());
        mirror.shareOfAll().ifPresent(share -> shown.put("shareOfAll", share.toString()));
        List<Object> routes = new ArrayList<>();
        mirror.routes().forEach(route -> routes.add(route(route, mirror)));
        shown.put("routes", routes);
        List<Object> mirrors = new ArrayList<>();
        stats.mirrors().forEach(counts -> mirrors.add(counts(counts)));
        shown.put("mirrors", mirrors);
        List<Object> targets = new ArrayList<>();
        stats.targets().forEach(of -> targets.add(target(of)));
        shown.put("targets", targets);
        Map<String, Object> budgets = new LinkedHashMap<>();
        budgets.put("bytesHeld", stats.bytesHeld());
        budgets.put("byteLimit", stats.byteLimit());
        budgets.put("cpuProbability", stats.cpuProbability());
        shown.put("budgets", budgets);
        shown.put("eventsLost", stats.eventsLost());
        shown.put("internalErrors", stats.internalErrors());
        return shown;
    }

    private static Map<String, Object> route(MirrorRoute route, TrafficMirror mirror) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", route.name());
        shown.put("hostnames", route.hostnames().stream().map(String::valueOf).toList());
        mirror.shareOf(route.name()).ifPresent(share -> shown.put("shareAtRunTime", share.toString()));
        List<Object> rules = new ArrayList<>();
        for (MirrorRule rule : route.rules()) {
            Map<String, Object> ofRule = new LinkedHashMap<>();
            rule.name().ifPresent(name -> ofRule.put("name", name));
            ofRule.put(
                    "paths",
                    rule.matches().stream()
                            .map(match ->
                                    match.path().type() + " " + match.path().value())
                            .toList());
            List<Object> mirrors = new ArrayList<>();
            rule.mirrors().forEach(spec -> mirrors.add(mirror(spec)));
            ofRule.put("mirrors", mirrors);
            rules.add(ofRule);
        }
        shown.put("rules", rules);
        return shown;
    }

    private static Map<String, Object> mirror(MirrorSpec spec) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", spec.name());
        shown.put("role", spec.role().name().toLowerCase(Locale.ROOT));
        shown.put("to", spec.target().toString());
        shown.put("share", spec.sampling().fraction().toString());
        return shown;
    }

    private static Map<String, Object> counts(MirrorCounts counts) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("mirror", counts.mirror().toString());
        shown.put("selected", counts.selected());
        shown.put("notSampled", counts.notSampled());
        shown.put("dropped", named(counts.dropped()));
        shown.put("waiting", counts.waiting());
        shown.put("sent", counts.sent());
        shown.put("answered", named(counts.answered()));
        shown.put("failed", named(counts.failed()));
        shown.put("inFlight", counts.inFlight());
        return shown;
    }

    private static Map<String, Object> named(Map<?, Long> counts) {
        Map<String, Object> shown = new LinkedHashMap<>();
        counts.forEach((reason, count) -> shown.put(String.valueOf(reason).toLowerCase(Locale.ROOT), count));
        return shown;
    }

    private static Map<String, Object> target(TargetState of) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("to", of.target().toString());
        shown.put("queued", of.queued());
        shown.put("inFlight", of.inFlight());
        shown.put("connections", of.connections());
        shown.put("breaker", of.breakerOpen() ? "open" : "closed");
        return shown;
    }
}

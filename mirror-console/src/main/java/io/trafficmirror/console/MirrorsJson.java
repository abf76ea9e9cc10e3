// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Sampling;
import io.trafficmirror.targets.TargetState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is mirrored where, what became of the copies, and how far the bounds are used. Stateless. */
final class MirrorsJson {
    private MirrorsJson() {}

    static void write(JsonGenerator json, TrafficMirror mirror) throws IOException {
        MirrorStats stats = mirror.stats();
        List<MirrorRoute> routes = mirror.routes();
        json.writeBooleanField("paused", mirror.isPaused());
        json.writeArrayFieldStart("mirrors");
        for (MirrorCounts counts : stats.mirrors()) {
            mirror(json, counts, specOf(counts.mirror(), routes));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("targets");
        for (TargetState target : stats.targets()) {
            target(json, target, routes);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("budgets");
        json.writeNumberField("bytesHeld", stats.bytesHeld());
        json.writeNumberField("bytesLimit", stats.byteLimit());
        json.writeNumberField("cpuAdmission", Math.round(stats.cpuProbability() * 1000) / 1000.0);
        json.writeNumberField("eventsLost", stats.eventsLost());
        json.writeNumberField("internalErrors", stats.internalErrors());
        json.writeEndObject();
    }

    /** Empty for a mirror that a reload has removed and whose counters are still kept. */
    private static Optional<MirrorSpec> specOf(MirrorName name, List<MirrorRoute> routes) {
        return routes.stream()
                .filter(route ->
                        route.name().equals(name.route()) && route.rules().size() > name.rule())
                .map(route -> route.rules().get(name.rule()).mirrors())
                .filter(mirrors -> mirrors.size() > name.mirror())
                .map(mirrors -> mirrors.get(name.mirror()))
                .findFirst();
    }

    private static void mirror(JsonGenerator json, MirrorCounts counts, Optional<MirrorSpec> spec) throws IOException {
        MirrorName name = counts.mirror();
        json.writeStartObject();
        json.writeStringField("route", name.route());
        json.writeNumberField("rule", name.rule());
        json.writeNumberField("mirror", name.mirror());
        json.writeStringField("backend", name.backend());
        if (spec.isPresent()) {
            Sampling sampling = spec.get().sampling();
            json.writeStringField("role", spec.get().role() == Role.CONTROL ? "control" : "shadow");
            json.writeStringField("target", spec.get().target().toString());
            json.writeNumberField(
                    "share",
                    (double) sampling.fraction().numerator()
                            / sampling.fraction().denominator());
            json.writeBooleanField("keyed", sampling.key().isPresent());
            if (sampling.maxPerSecond().isPresent()) {
                json.writeNumberField("maxPerSecond", sampling.maxPerSecond().getAsInt());
            }
        }
        json.writeNumberField("selected", counts.selected());
        json.writeNumberField("notSampled", counts.notSampled());
        json.writeNumberField("sent", counts.sent());
        json.writeNumberField("waiting", counts.waiting());
        json.writeNumberField("inFlight", counts.inFlight());
        sums(json, "answered", counts.answered(), status -> status);
        sums(json, "dropped", counts.dropped(), reason -> reason.tag());
        sums(json, "failed", counts.failed(), reason -> reason.tag());
        json.writeEndObject();
    }

    private static <K> void sums(JsonGenerator json, String name, Map<K, Long> sums, Function<K, String> tag)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<K, Long> sum : sums.entrySet()) {
            json.writeNumberField(tag.apply(sum.getKey()), sum.getValue());
        }
        json.writeEndObject();
    }

    private static void target(JsonGenerator json, TargetState target, List<MirrorRoute> routes) throws IOException {
        json.writeStartObject();
        json.writeStringField("target", target.target().toString());
        json.writeNumberField("queued", target.queued());
        json.writeNumberField("inFlight", target.inFlight());
        if (target.connections() >= 0) {
            json.writeNumberField("connections", target.connections());
        }
        json.writeBooleanField("breakerOpen", target.breakerOpen());
        Optional<MirrorSpec> spec = routes.stream()
                .flatMap(route -> route.rules().stream())
                .flatMap(rule -> rule.mirrors().stream())
                .filter(mirror -> mirror.target().equals(target.target()))
                .findFirst();
        if (spec.isPresent()) {
            json.writeNumberField("mostQueued", spec.get().limits().maxQueued());
            json.writeNumberField("mostInFlight", spec.get().limits().maxInFlight());
        }
        json.writeEndObject();
    }
}

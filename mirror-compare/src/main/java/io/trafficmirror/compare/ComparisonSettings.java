// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.difference.PathRule;
import io.trafficmirror.compare.difference.PathRules;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.document.DocumentLimits;
import io.trafficmirror.compare.evidence.EvidenceLimits;
import io.trafficmirror.compare.evidence.RouteName;
import io.trafficmirror.compare.evidence.ScopedRoute;
import io.trafficmirror.compare.evidence.TextHash;
import io.trafficmirror.compare.response.HeaderRules;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Scope;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * What is compared and how. Immutable.
 *
 * @param writes what becomes of methods that are not safe
 * @param headers which fields are compared
 * @param rules for all routes, in the order in which they count
 * @param routeRules for single routes, by name, before those for all
 * @param plan what settings say of single rules; its rules count behind those for single routes, and before those for all
 * @param attributeFields names of further request fields in which causes are looked for
 * @param shown places of which examples show the values
 * @param documents bounds on one body
 * @param evidence bounds on what is kept
 * @param maxBodyBytes the most bytes of a body that are kept for comparing, 0 or more
 */
record ComparisonSettings(
        Writes writes,
        HeaderRules headers,
        Map<PathPattern, PathRule> rules,
        Map<String, Map<PathPattern, PathRule>> routeRules,
        ExperimentPlan plan,
        List<String> attributeFields,
        List<PathPattern> shown,
        DocumentLimits documents,
        EvidenceLimits evidence,
        int maxBodyBytes) {
    ComparisonSettings {
        Objects.requireNonNull(writes, "writes");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(plan, "plan");
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        routeRules = Collections.unmodifiableMap(new LinkedHashMap<>(routeRules));
        attributeFields = List.copyOf(attributeFields);
        shown = List.copyOf(shown);
    }

    /** A short text that is the same on every replica with these settings. */
    String digest() {
        String all = writes + " " + new TreeSet<>(headers.compared()) + " " + new TreeSet<>(headers.ignored()) + " "
                + rules + " " + routeRules + " " + plan.scopes() + " " + documents + " " + evidence + " "
                + maxBodyBytes;
        return Long.toHexString(TextHash.of(all));
    }

    /** What becomes of methods that are not safe on the rule of these mirrors. */
    Writes writesOf(List<MirrorName> mirrors) {
        return mirrors.stream()
                .findFirst()
                .flatMap(mirror -> plan.scope(mirror.route(), mirror.rule()))
                .flatMap(Scope::writes)
                .orElse(writes);
    }

    /** What the evidence of an exchange is counted under. */
    String routeOf(ObservedExchange exchange) {
        String label = exchange.copies().stream()
                .findFirst()
                .map(CopyResult::mirror)
                .map(mirror -> plan.label(mirror.route(), mirror.rule()))
                .orElse("");
        return ScopedRoute.of(RouteName.of(exchange), label);
    }

    /**
     * An empty table of places for a route.
     *
     * @param mayAdd whether all tables have room for one more place
     */
    PathTable tableOf(String route, BooleanSupplier mayAdd) {
        return new PathTable(rulesOf(route), evidence.maxPathsPerRoute(), shown, mayAdd);
    }

    PathRules rulesOf(String route) {
        Map<PathPattern, PathRule> all = new LinkedHashMap<>(routeRules.getOrDefault(route, Map.of()));
        PlannedRules.of(plan).getOrDefault(ScopedRoute.label(route), Map.of()).forEach(all::putIfAbsent);
        rules.forEach(all::putIfAbsent);
        return PathRules.of(all);
    }
}

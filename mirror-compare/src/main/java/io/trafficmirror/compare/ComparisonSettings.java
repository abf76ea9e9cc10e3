// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.difference.PathRule;
import io.trafficmirror.compare.difference.PathRules;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.document.DocumentLimits;
import io.trafficmirror.compare.evidence.EvidenceLimits;
import io.trafficmirror.compare.evidence.TextHash;
import io.trafficmirror.compare.response.HeaderRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What is compared and how. Immutable.
 *
 * @param writes what becomes of methods that are not safe
 * @param headers which fields are compared
 * @param rules for all routes, in the order in which they count
 * @param routeRules for single routes, by name, before those for all
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
        List<String> attributeFields,
        List<PathPattern> shown,
        DocumentLimits documents,
        EvidenceLimits evidence,
        int maxBodyBytes) {
    ComparisonSettings {
        Objects.requireNonNull(writes, "writes");
        Objects.requireNonNull(headers, "headers");
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        routeRules = Collections.unmodifiableMap(new LinkedHashMap<>(routeRules));
        attributeFields = List.copyOf(attributeFields);
        shown = List.copyOf(shown);
    }

    /** A short text that is the same on every replica with these settings. */
    String digest() {
        String all = writes + " " + new TreeSet<>(headers.compared()) + " " + rules + " " + routeRules + " " + documents
                + " " + evidence + " " + maxBodyBytes;
        return Long.toHexString(TextHash.of(all));
    }

    /** An empty table of places for a route. */
    PathTable tableOf(String route) {
        return new PathTable(rulesOf(route), evidence.maxPathsPerRoute(), shown);
    }

    PathRules rulesOf(String route) {
        Map<PathPattern, PathRule> all = new LinkedHashMap<>(routeRules.getOrDefault(route, Map.of()));
        rules.forEach(all::putIfAbsent);
        return PathRules.of(all);
    }
}

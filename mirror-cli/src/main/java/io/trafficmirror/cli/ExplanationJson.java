// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.MirrorRule;
import io.trafficmirror.config.Explanation;
import io.trafficmirror.config.PlannedCopy;
import io.trafficmirror.http.Headers;
import io.trafficmirror.route.RouteHit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explanations as {@code explain --stdin-json} writes them. */
final class ExplanationJson {
    private ExplanationJson() {}

    static String write(Explanation explanation) {
        Optional<RouteHit<MirrorRule>> winner = explanation.winner();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("route", winner.map(hit -> objectName(hit.route().name())).orElse(null));
        line.put("rule", winner.map(RouteHit::rule).orElse(null));
        line.put("match", winner.map(RouteHit::match).orElse(null));
        line.put("backends", winner.map(hit -> hit.action().backends()).orElse(List.of()));
        line.put(
                "mirrors",
                explanation.copies().stream().map(ExplanationJson::mirror).toList());
        explanation.refusal().filter(why -> !explanation.copies().isEmpty()).ifPresent(why -> line.put("refusal", why));
        return JsonWriter.write(line);
    }

    static String error(String message) {
        return JsonWriter.write(Map.of("error", message));
    }

    /** {@code metadata.name}, of a name that may begin with the namespace. */
    private static String objectName(String route) {
        return route.substring(route.indexOf('/') + 1);
    }

    private static Map<String, Object> mirror(PlannedCopy copy) {
        Map<String, Object> mirror = new LinkedHashMap<>();
        mirror.put("backend", copy.mirror().name());
        mirror.put("url", copy.mirror().target().toString());
        mirror.put("share", copy.mirror().sampling().fraction().toString());
        copy.mirror().ordering().ifPresent(ordering -> mirror.put("ordered", ordering.words()));
        mirror.put("host", copy.request().authority());
        mirror.put("path", copy.request().rawTarget());
        mirror.put("headers", headers(copy.request().headers()));
        return mirror;
    }

    /** By the first spelling of each name: the value, or the values of several lines in order. */
    private static Map<String, Object> headers(Headers headers) {
        Map<String, String> spelling = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            String first = spelling.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (first == null) {
                List<String> all = new ArrayList<>(headers.all(name));
                values.put(name, all.size() == 1 ? all.get(0) : all);
            }
        }
        return values;
    }
}

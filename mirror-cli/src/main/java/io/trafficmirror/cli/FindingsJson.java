// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.RouteVerdict;
import io.trafficmirror.compare.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings as {@code verdict --format json} writes them. Its first members are those of {@code GET /mirror/verdict}. */
final class FindingsJson {
    private FindingsJson() {}

    static String write(Findings findings) {
        Verdict verdict = findings.verdict();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("verdict", verdict.outcome().name());
        json.put("code", verdict.code());
        json.put("reason", verdict.reason());
        json.put("needs", verdict.needs().isPresent() ? verdict.needs().getAsLong() : null);
        json.put("candidate", findings.report().experiment().candidate());
        json.put("settings", findings.report().experiment().settings());
        json.put("causes", findings.causes().stream().map(FindingsJson::cause).toList());
        json.put("slower", verdict.slower().stream().map(FindingsJson::slower).toList());
        return JsonWriter.write(json);
    }

    private static Map<String, @Nullable Object> cause(Cause cause) {
        CellCounts counts = cause.evidence().counts();
        Map<String, @Nullable Object> json = new LinkedHashMap<>(row(cause.key()));
        json.put("shadow", counts.shadow());
        json.put("control", counts.control());
        json.put("exchanges", cause.exchanges());
        json.put("also", cause.also().stream().map(FindingsJson::row).toList());
        cause.attribute().ifPresent(common -> {
            json.put("attribute", common.attribute());
            json.put("share", common.share());
            json.put("otherShare", common.otherShare());
        });
        return json;
    }

    private static Map<String, @Nullable Object> slower(RouteVerdict route) {
        PairCounts pairs = route.counts().latency();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("route", route.counts().route());
        json.put("shadow", pairs.shadowOnly() + pairs.both());
        json.put("control", pairs.controlOnly() + pairs.both());
        json.put("pairs", pairs.controlled());
        return json;
    }

    private static Map<String, @Nullable Object> row(CellKey key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("route", key.route());
        json.put("path", key.path());
        json.put("kind", key.kind().tag());
        json.put("transition", key.transition().tag());
        return json;
    }
}

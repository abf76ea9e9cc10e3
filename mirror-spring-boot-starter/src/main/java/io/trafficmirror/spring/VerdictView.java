// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.cause.CauseLine;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Verdict;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows a verdict as maps, lists, texts and numbers, whatever library makes JSON of them. Nothing of a body or a request is among them. Safe for concurrent use. */
final class VerdictView implements ExperimentView {
    private final LiveVerdict verdict;

    VerdictView(LiveVerdict verdict) {
        this.verdict = verdict;
    }

    @Override
    public Map<String, Object> look() {
        Findings now = verdict.look();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("candidate", now.report().experiment().candidate());
        shown.put("verdict", verdict(now.verdict()));
        List<Object> causes = new ArrayList<>();
        now.causes().forEach(cause -> causes.add(cause(cause)));
        shown.put("causes", causes);
        Map<String, Object> routes = new LinkedHashMap<>();
        now.report().evidence().routes().forEach((route, evidence) -> routes.put(route, counts(evidence.counts())));
        shown.put("evidence", routes);
        return shown;
    }

    private static Map<String, Object> verdict(Verdict now) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("outcome", now.outcome().name());
        shown.put("code", now.code());
        shown.put("reason", now.reason());
        if (now.needs().isPresent()) {
            shown.put("needs", now.needs().getAsLong());
        }
        return shown;
    }

    private static Map<String, Object> cause(Cause cause) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("where", cause.key().toString());
        shown.put("shadow", cause.evidence().counts().shadow());
        shown.put("control", cause.evidence().counts().control());
        shown.put("exchanges", cause.exchanges());
        shown.put("line", CauseLine.of(cause, ZoneOffset.UTC));
        return shown;
    }

    private static Map<String, Object> counts(RouteCounts counts) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("compared", counts.compared());
        shown.put("different", counts.mismatches());
        shown.put("failed", counts.failed());
        shown.put("notCompared", counts.notComparedInAll());
        return shown;
    }

    @Override
    public void reset() {
        verdict.reset();
    }
}

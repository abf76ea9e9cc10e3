// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.compare.verdict.JudgedRoute;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.RouteVerdict;
import io.trafficmirror.compare.verdict.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** The verdict and each route by itself. Stateless. */
final class VerdictJson {
    /** How often a control must have differed before its pairs may vouch for a route: what the judge asks for. */
    private static final long NOISE = 10;

    private VerdictJson() {}

    static void write(JsonGenerator json, Findings findings, Judgement judgement) throws IOException {
        Verdict verdict = findings.verdict();
        double proved = -Math.log(judgement.alpha());
        json.writeObjectFieldStart("verdict");
        json.writeStringField("outcome", verdict.outcome().name());
        json.writeNumberField("code", verdict.code());
        json.writeStringField("reason", verdict.reason());
        needs(json, verdict.needs());
        json.writeNumberField("alpha", judgement.alpha());
        double least = verdict.routes().isEmpty() ? 0 : 1;
        for (RouteVerdict route : verdict.routes()) {
            least = Math.min(least, passing(route, proved));
        }
        share(json, "provedFail", verdict.logFail() / proved);
        share(json, "provedPass", least);
        json.writeEndObject();
        json.writeArrayFieldStart("routes");
        for (RouteVerdict route : verdict.routes()) {
            route(json, route, findings, judgement, proved);
        }
        json.writeEndArray();
    }

    private static void route(
            JsonGenerator json, RouteVerdict verdict, Findings findings, Judgement judgement, double proved)
            throws IOException {
        JudgedRoute counts = verdict.counts();
        PairCounts pairs = counts.pairs();
        json.writeStartObject();
        json.writeStringField("route", counts.route());
        json.writeStringField("state", state(verdict, proved));
        share(json, "provedFail", Math.max(verdict.logFailBudget(), 0) / proved);
        share(json, "provedPass", passing(verdict, proved));
        needs(json, verdict.needs());
        json.writeBooleanField("slower", verdict.slower());
        json.writeNumberField("budget", judgement.budget(counts.route()).excess());
        json.writeNumberField("compared", counts.exchanges());
        json.writeNumberField("mismatches", counts.mismatches());
        json.writeNumberField("failed", counts.failures());
        json.writeNumberField("controlled", pairs.controlled());
        json.writeNumberField("shadowOnly", pairs.shadowOnly());
        json.writeNumberField("controlOnly", pairs.controlOnly());
        json.writeNumberField("both", pairs.both());
        RouteEvidence evidence = findings.report().evidence().routes().get(counts.route());
        if (evidence != null) {
            json.writeObjectFieldStart("notCompared");
            for (Map.Entry<NotComparedReason, Long> reason :
                    evidence.counts().notCompared().entrySet()) {
                json.writeNumberField(reason.getKey().tag(), reason.getValue());
            }
            json.writeEndObject();
            LatencyJson.write(json, evidence.counts().latency());
        }
        json.writeEndObject();
    }

    private static String state(RouteVerdict verdict, double proved) {
        if (verdict.logFailBudget() >= proved) {
            return "above_budget";
        }
        return verdict.passed() ? "passed" : verdict.revoked() ? "revoked" : "open";
    }

    /** How much of the evidence for PASS there is, 0..1. */
    private static double passing(RouteVerdict route, double proved) {
        if (route.passed()) {
            return 1;
        }
        PairCounts pairs = route.counts().pairs();
        boolean mayVouch = pairs.controlOnly() + pairs.both() >= NOISE;
        double log = mayVouch ? Math.max(route.logPassRaw(), route.logPassControlled()) : route.logPassRaw();
        return Math.min(0.99, Math.max(0, log / proved));
    }

    private static void share(JsonGenerator json, String name, double share) throws IOException {
        double within = share > 0 ? Math.min(1, share) : 0;
        json.writeNumberField(name, Math.round(within * 1000) / 1000.0);
    }

    private static void needs(JsonGenerator json, OptionalLong needs) throws IOException {
        if (needs.isPresent()) {
            json.writeNumberField("needs", needs.getAsLong());
        } else {
            json.writeNullField("needs");
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.cause.Causes;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Example;
import io.trafficmirror.compare.report.Findings;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs: what is proved to, and what was only seen. Stateless. */
final class CausesJson {
    private static final int MOST_CAUSES = 2000;
    private static final int MOST_SEEN = 100;
    private static final int MOST_ALSO = 10;

    private CausesJson() {}

    static void write(JsonGenerator json, Findings findings) throws IOException {
        List<Cause> causes = findings.causes();
        json.writeNumberField("causesInAll", causes.size());
        json.writeArrayFieldStart("causes");
        for (Cause cause : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
            cause(json, cause);
        }
        json.writeEndArray();
        List<CellKey> seen = seenOnly(findings);
        json.writeNumberField("seenInAll", seen.size());
        json.writeArrayFieldStart("seen");
        for (Cause cause : Causes.of(findings.report().evidence(), seen.subList(0, Math.min(MOST_SEEN, seen.size())))) {
            cause(json, cause);
        }
        json.writeEndArray();
    }

    /** Rows in which the shadow differed alone at least once, and more often than the control, without a proof; most first. */
    private static List<CellKey> seenOnly(Findings findings) {
        Set<CellKey> proved = new HashSet<>();
        findings.causes().forEach(cause -> {
            proved.add(cause.key());
            proved.addAll(cause.also());
        });
        return findings.report().evidence().cells().entrySet().stream()
                .filter(cell -> lead(cell) > 0 && !proved.contains(cell.getKey()))
                .sorted(Comparator.comparingLong((Map.Entry<CellKey, CellEvidence> cell) -> -lead(cell))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long lead(Map.Entry<CellKey, CellEvidence> cell) {
        CellCounts counts = cell.getValue().counts();
        return counts.shadowOnly() + counts.uncontrolled() - counts.controlOnly();
    }

    private static void cause(JsonGenerator json, Cause cause) throws IOException {
        CellCounts counts = cause.evidence().counts();
        json.writeStartObject();
        key(json, cause.key());
        json.writeNumberField("shadow", counts.shadow());
        json.writeNumberField("control", counts.control());
        json.writeNumberField("exchanges", cause.exchanges());
        if (counts.shadow() > 0) {
            json.writeNumberField("first", cause.evidence().firstMillis());
            json.writeNumberField("last", cause.evidence().lastMillis());
        }
        if (cause.attribute().isPresent()) {
            json.writeObjectFieldStart("common");
            json.writeStringField("attribute", cause.attribute().get().attribute());
            json.writeNumberField("share", cause.attribute().get().share());
            json.writeNumberField("otherShare", cause.attribute().get().otherShare());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("examples");
        for (Example example : cause.evidence().examples().all()) {
            example(json, example);
        }
        json.writeEndArray();
        json.writeNumberField("alsoInAll", cause.also().size());
        json.writeArrayFieldStart("also");
        for (CellKey key :
                cause.also().subList(0, Math.min(MOST_ALSO, cause.also().size()))) {
            json.writeStartObject();
            key(json, key);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void example(JsonGenerator json, Example example) throws IOException {
        json.writeStartObject();
        json.writeNumberField("at", example.atMillis());
        json.writeStringField("curl", example.request());
        json.writeStringField("primary", example.primary().toString());
        json.writeStringField("shadow", example.shadow().toString());
        if (example.control().isPresent()) {
            json.writeStringField("control", example.control().get().toString());
        }
        json.writeEndObject();
    }

    private static void key(JsonGenerator json, CellKey key) throws IOException {
        json.writeStringField("route", key.route());
        json.writeStringField("path", key.path());
        json.writeStringField("kind", key.kind().tag());
        json.writeStringField("transition", key.transition().text());
    }
}

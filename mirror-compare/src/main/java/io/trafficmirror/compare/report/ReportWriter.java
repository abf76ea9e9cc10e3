// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.BlockCounts;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.IdSample;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes reports as JSON, members and rows in a fixed order: equal reports are equal bytes. Immutable, safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ReportWriter {
    /** The version of the format; a reader refuses others. */
    static final int VERSION = 1;

    /** The name of the format. */
    static final String FORMAT = "traffic-mirror-report";

    /** The scope of a report over a whole fleet; one of a replica names none. */
    static final String FLEET = "fleet";

    private final JsonFactory factory = JsonFactory.builder()
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    /** A writer. */
    public ReportWriter() {}

    /** Writes a report in UTF-8; the stream is flushed and not closed. */
    public void write(Report report, OutputStream out) throws IOException {
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeObjectFieldStart("experiment");
            json.writeStringField("candidate", report.experiment().candidate());
            json.writeStringField("settings", report.experiment().settings());
            json.writeEndObject();
            if (report.wholeFleet()) {
                json.writeStringField("scope", FLEET);
            }
            json.writeArrayFieldStart("routes");
            for (Map.Entry<String, RouteEvidence> route :
                    report.evidence().routes().entrySet()) {
                route(json, route.getKey(), route.getValue());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("cells");
            for (Map.Entry<CellKey, CellEvidence> cell :
                    report.evidence().cells().entrySet()) {
                cell(json, cell.getKey(), cell.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void route(JsonGenerator json, String name, RouteEvidence route) throws IOException {
        RouteCounts counts = route.counts();
        json.writeStartObject();
        json.writeStringField("route", name);
        json.writeNumberField("compared", counts.compared());
        json.writeNumberField("mismatches", counts.mismatches());
        json.writeNumberField("failed", counts.failed());
        pairs(json, "pairs", counts.pairs());
        pairs(json, "strict", counts.strict());
        json.writeObjectFieldStart("notCompared");
        for (var reason : counts.notCompared().entrySet()) {
            json.writeNumberField(reason.getKey().tag(), reason.getValue());
        }
        json.writeEndObject();
        latency(json, counts.latency());
        json.writeArrayFieldStart("blocks");
        for (Map.Entry<Long, BlockCounts> block : counts.blocks().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("block", block.getKey());
            json.writeNumberField("exchanges", block.getValue().exchanges());
            json.writeNumberField("mismatches", block.getValue().mismatches());
            pairs(json, "pairs", block.getValue().pairs());
            json.writeEndObject();
        }
        json.writeEndArray();
        attributes(json, route.attributes());
        json.writeEndObject();
    }

    private static void latency(JsonGenerator json, LatencyCounts latency) throws IOException {
        json.writeObjectFieldStart("latency");
        spans(json, "primary", latency.primary());
        spans(json, "shadow", latency.shadow());
        spans(json, "control", latency.control());
        pairs(json, "pairs", latency.pairs());
        json.writeNumberField("recorders", latency.recorders());
        json.writeEndObject();
    }

    private static void spans(JsonGenerator json, String name, Map<Long, Long> spans) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<Long, Long> span : spans.entrySet()) {
            json.writeArray(new long[] {span.getKey(), span.getValue()}, 0, 2);
        }
        json.writeEndArray();
    }

    private static void pairs(JsonGenerator json, String name, PairCounts pairs) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("controlled", pairs.controlled());
        json.writeNumberField("shadowOnly", pairs.shadowOnly());
        json.writeNumberField("controlOnly", pairs.controlOnly());
        json.writeNumberField("both", pairs.both());
        json.writeEndObject();
    }

    private static void cell(JsonGenerator json, CellKey key, CellEvidence cell) throws IOException {
        CellCounts counts = cell.counts();
        json.writeStartObject();
        json.writeStringField("route", key.route());
        json.writeStringField("path", key.path());
        json.writeStringField("kind", key.kind().tag());
        json.writeStringField("transition", key.transition().tag());
        json.writeNumberField("shadowOnly", counts.shadowOnly());
        json.writeNumberField("controlOnly", counts.controlOnly());
        json.writeNumberField("both", counts.both());
        json.writeNumberField("uncontrolled", counts.uncontrolled());
        json.writeNumberField("repeated", counts.repeated());
        if (counts.shadow() > 0) {
            json.writeNumberField("firstMillis", cell.firstMillis());
            json.writeNumberField("lastMillis", cell.lastMillis());
        }
        sample(json, "exchanges", cell.exchanges());
        sample(json, "requests", cell.requests());
        attributes(json, cell.attributes());
        ExamplesJson.write(json, cell.examples());
        json.writeEndObject();
    }

    private static void sample(JsonGenerator json, String name, IdSample sample) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("added", sample.added());
        json.writeArrayFieldStart("smallest");
        for (Long hash : sample.smallest()) {
            json.writeNumber(hash);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void attributes(JsonGenerator json, AttributeCounts attributes) throws IOException {
        json.writeObjectFieldStart("attributes");
        json.writeNumberField("exchanges", attributes.exchanges());
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> attribute : attributes.counts().entrySet()) {
            json.writeNumberField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}

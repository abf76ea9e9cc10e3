// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.BlockCounts;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.IdSample;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.response.NotComparedReason;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what a {@link ReportWriter} wrote. Immutable, safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ReportReader {
    private final JsonFactory factory = new JsonFactory();

    /** A reader. */
    public ReportReader() {}

    /**
     * Reads a report.
     *
     * @throws IllegalArgumentException if it is none, or of another version, naming the place
     */
    public Report read(InputStream in) throws IOException {
        try (JsonParser parser = factory.createParser(in)) {
            parser.nextToken();
            return report(JsonValue.read(parser));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("report: is no JSON: " + e.getOriginalMessage(), e);
        } catch (CharConversionException e) {
            throw new IllegalArgumentException("report: is no JSON: " + e.getMessage(), e);
        }
    }

    private static Report report(JsonValue json) {
        if (!json.text("format").equals(ReportWriter.FORMAT)) {
            throw new IllegalArgumentException("report.format: must be " + ReportWriter.FORMAT);
        }
        if (json.number("version") != ReportWriter.VERSION) {
            throw new IllegalArgumentException(
                    "report.version: must be " + ReportWriter.VERSION + ", was " + json.number("version"));
        }
        boolean wholeFleet = json.has("scope");
        if (wholeFleet && !json.text("scope").equals(ReportWriter.FLEET)) {
            throw new IllegalArgumentException("report.scope: must be " + ReportWriter.FLEET + " or left out");
        }
        JsonValue experiment = json.member("experiment");
        Map<String, RouteEvidence> routes = new TreeMap<>();
        for (JsonValue route : json.member("routes").elements()) {
            routes.put(route.text("route"), route(route));
        }
        Map<CellKey, CellEvidence> cells = new TreeMap<>();
        for (JsonValue cell : json.member("cells").elements()) {
            cells.put(key(cell), cell(cell));
        }
        return new Report(
                new Experiment(experiment.text("candidate"), experiment.text("settings")),
                new Evidence(routes, cells),
                wholeFleet);
    }

    private static RouteEvidence route(JsonValue json) {
        Map<NotComparedReason, Long> notCompared = new TreeMap<>();
        json.member("notCompared")
                .members()
                .forEach((reason, n) ->
                        notCompared.put(NotComparedReason.valueOf(reason.toUpperCase(Locale.ROOT)), n.number()));
        TreeMap<Long, BlockCounts> blocks = new TreeMap<>();
        for (JsonValue block : json.member("blocks").elements()) {
            blocks.put(
                    block.number("block"),
                    new BlockCounts(
                            block.number("exchanges"), block.number("mismatches"), pairs(block.member("pairs"))));
        }
        RouteCounts counts = new RouteCounts(
                json.number("compared"),
                json.number("mismatches"),
                json.number("failed"),
                pairs(json.member("pairs")),
                pairs(json.member("strict")),
                notCompared,
                latency(json.member("latency")),
                blocks);
        return new RouteEvidence(counts, attributes(json.member("attributes")));
    }

    /** Without the number of recorders it is of one. */
    private static LatencyCounts latency(JsonValue json) {
        LatencyCounts ofOne = new LatencyCounts(
                spans(json.member("primary")),
                spans(json.member("shadow")),
                spans(json.member("control")),
                pairs(json.member("pairs")));
        return json.has("recorders")
                ? new LatencyCounts(
                        ofOne.primary(), ofOne.shadow(), ofOne.control(), ofOne.pairs(), json.number("recorders"))
                : ofOne;
    }

    private static Map<Long, Long> spans(JsonValue json) {
        Map<Long, Long> spans = new TreeMap<>();
        for (JsonValue span : json.elements()) {
            List<JsonValue> both = span.elements(2);
            spans.put(both.get(0).number(), both.get(1).number());
        }
        return spans;
    }

    private static PairCounts pairs(JsonValue json) {
        return new PairCounts(
                json.number("controlled"), json.number("shadowOnly"), json.number("controlOnly"), json.number("both"));
    }

    private static CellKey key(JsonValue json) {
        return new CellKey(
                json.text("route"),
                json.text("path"),
                DifferenceKind.valueOf(json.text("kind").toUpperCase(Locale.ROOT)),
                Transition.valueOf(json.text("transition").toUpperCase(Locale.ROOT)));
    }

    private static CellEvidence cell(JsonValue json) {
        return new CellEvidence(
                new CellCounts(
                        json.number("shadowOnly"),
                        json.number("controlOnly"),
                        json.number("both"),
                        json.number("uncontrolled"),
                        json.number("repeated")),
                sample(json.member("exchanges")),
                sample(json.member("requests")),
                attributes(json.member("attributes")),
                ExamplesJson.read(json),
                json.has("firstMillis") ? json.number("firstMillis") : Long.MAX_VALUE,
                json.has("lastMillis") ? json.number("lastMillis") : Long.MIN_VALUE);
    }

    private static IdSample sample(JsonValue json) {
        Set<Long> smallest = new TreeSet<>();
        json.member("smallest").elements().forEach(hash -> smallest.add(hash.number()));
        return new IdSample(smallest, json.number("added"));
    }

    private static AttributeCounts attributes(JsonValue json) {
        Map<String, Long> counts = new TreeMap<>();
        json.member("counts").members().forEach((attribute, n) -> counts.put(attribute, n.number()));
        return new AttributeCounts(json.number("exchanges"), counts);
    }
}

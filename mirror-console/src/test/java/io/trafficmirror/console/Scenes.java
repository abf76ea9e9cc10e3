// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.Example;
import io.trafficmirror.compare.evidence.Examples;
import io.trafficmirror.compare.evidence.IdSample;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.compare.verdict.Judgement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Findings of many kinds, as they come out of real evidence. Stateless. */
final class Scenes {
    static final Judgement JUDGEMENT = Judgement.defaults().withCells(4096);

    /** What must stay text, wherever it stands. */
    static final List<String> HOSTILE = List.of(
            "<script>window.hacked=1</script>",
            "\"><img src=x onerror=window.hacked=1>",
            "javascript:window.hacked=1",
            "GET /\u202Egnp.exe\u202C/{id}",
            "x".repeat(10_000),
            "lone \uD800 surrogate \uDC00",
            "${window.hacked=1} {{7*7}} \u0000\u0007 \u2028");

    private Scenes() {}

    static Findings nothing() {
        return findings(Map.of(), Map.of());
    }

    /** Nothing differs: {@code routes} routes of {@code exchanges} each. */
    static Findings equal(int routes, long exchanges) {
        Map<String, RouteEvidence> all = new TreeMap<>();
        for (int i = 0; i < routes; i++) {
            all.put("GET /equal" + i + "/{id}", route(exchanges, 0, 1));
        }
        return findings(all, Map.of());
    }

    /** A candidate with faults: causes on some routes, the others equal. */
    static Findings faulty(int routes, int causes, long exchanges) {
        Map<String, RouteEvidence> all = new TreeMap<>();
        Map<CellKey, CellEvidence> cells = new TreeMap<>();
        for (int i = 0; i < routes; i++) {
            all.put(name(i), route(exchanges, i < causes ? exchanges / 4 : 0, i % 7 + 1));
        }
        for (int i = 0; i < causes; i++) {
            DifferenceKind kind = i % 5 == 4 ? DifferenceKind.MISSING : DifferenceKind.VALUE;
            cells.put(
                    new CellKey(name(i % routes), "$.items[*].field" + i / routes, kind, Transition.ROUNDED),
                    cell(i, exchanges / 4, i % 3, "query.currency=JPY"));
        }
        return findings(all, cells);
    }

    /** Names, places, values and requests that want to be more than text. */
    static Findings hostile() {
        Map<String, RouteEvidence> all = new TreeMap<>();
        Map<CellKey, CellEvidence> cells = new TreeMap<>();
        for (int i = 0; i < HOSTILE.size(); i++) {
            String text = HOSTILE.get(i);
            all.put(text, route(400, 100, 1));
            cells.put(new CellKey(text, "$." + text, DifferenceKind.VALUE, Transition.OTHER), cell(i, 100, 0, text));
        }
        return findings(all, cells);
    }

    private static String name(int i) {
        return (i % 3 == 0 ? "GET /orders" : i % 3 == 1 ? "GET /quotes" : "GET /customers") + i + "/{id}";
    }

    private static Findings findings(Map<String, RouteEvidence> routes, Map<CellKey, CellEvidence> cells) {
        Report report = new Report(new Experiment("orders 2.4.1", "a test"), new Evidence(routes, cells));
        return Findings.of(report, JUDGEMENT);
    }

    private static RouteEvidence route(long exchanges, long mismatches, int slower) {
        PairCounts pairs = new PairCounts(exchanges, mismatches, 0, 0);
        LatencyCounts latency = new LatencyCounts(
                spans(900, exchanges),
                spans(800L * slower, exchanges),
                spans(850, exchanges),
                new PairCounts(exchanges, exchanges / 50, exchanges / 100, 0));
        RouteCounts counts = new RouteCounts(
                exchanges,
                mismatches,
                0,
                pairs,
                PairCounts.NONE,
                Map.of(NotComparedReason.BODY_TOO_LARGE, 12L),
                latency,
                new TreeMap<>());
        return new RouteEvidence(counts, new AttributeCounts(exchanges, Map.of("query.currency=JPY", mismatches)));
    }

    private static Map<Long, Long> spans(long middle, long exchanges) {
        Map<Long, Long> spans = new TreeMap<>();
        for (int i = 1; i <= 16; i++) {
            long n = exchanges * Math.min(i, 17 - i) / 72;
            if (n > 0) {
                spans.put(middle * i * i / 64 + 1, n);
            }
        }
        return spans;
    }

    private static CellEvidence cell(int seed, long shadow, long control, String attribute) {
        Set<Long> ids = new HashSet<>();
        for (long i = 0; i < 32; i++) {
            ids.add(seed * 1_000_003L + i * 7919);
        }
        IdSample sample = new IdSample(ids, shadow);
        ShownValue primary = ShownValue.ofText("12.345 " + attribute, true);
        ShownValue other = ShownValue.ofText("12.35 " + attribute, true);
        Example example = new Example(
                seed,
                1_700_000_000_000L,
                "curl 'http://shop.example/orders/" + seed + "' -H 'accept: */*'",
                primary,
                other,
                Optional.of(ShownValue.SAME));
        return new CellEvidence(
                new CellCounts(shadow, control, 0, 0, 0),
                sample,
                sample,
                new AttributeCounts(shadow, Map.of(attribute, shadow)),
                new Examples(List.of(example)),
                1_700_000_000_000L,
                1_700_000_600_000L);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

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
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.ReportReader;
import io.trafficmirror.compare.report.ReportWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reports of one route, as a replica writes them. */
final class Reports {
    private static final String ROUTE = "GET /orders";

    private Reports() {}

    /** So many exchanges, in which nothing differs. */
    static byte[] same(long exchanges) throws IOException {
        return bytes("orders 2", exchanges, 0);
    }

    /** So many exchanges, in each of which the price differs in the shadow and not in the control. */
    static byte[] different(long exchanges) throws IOException {
        return bytes("orders 2", exchanges, exchanges);
    }

    /** Ten exchanges of this candidate. */
    static byte[] ofCandidate(String candidate) throws IOException {
        return bytes(candidate, 10, 0);
    }

    /** The same counts, as a judge tells them of all replicas. */
    static byte[] ofFleet(byte[] report) throws IOException {
        return bytes(new ReportReader().read(new ByteArrayInputStream(report)).ofWholeFleet());
    }

    private static byte[] bytes(String candidate, long exchanges, long different) throws IOException {
        PairCounts pairs = new PairCounts(exchanges, different, 0, 0);
        TreeMap<Long, BlockCounts> blocks = new TreeMap<>();
        blocks.put(7L, new BlockCounts(exchanges, different, pairs));
        RouteCounts counts =
                new RouteCounts(exchanges, different, 0, pairs, PairCounts.NONE, Map.of(), LatencyCounts.ZERO, blocks);
        Map<CellKey, CellEvidence> cells = different == 0
                ? Map.of()
                : Map.of(
                        new CellKey(ROUTE, "$.price", DifferenceKind.VALUE, Transition.OTHER),
                        new CellEvidence(
                                new CellCounts(different, 0, 0, 0, 0),
                                IdSample.EMPTY,
                                IdSample.EMPTY,
                                AttributeCounts.ZERO,
                                1_795_953_600_000L,
                                1_795_953_700_000L));
        return bytes(new Report(
                new Experiment(candidate, "s"),
                new Evidence(Map.of(ROUTE, new RouteEvidence(counts, AttributeCounts.ZERO)), cells)));
    }

    private static byte[] bytes(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportWriter().write(report, out);
        return out.toByteArray();
    }
}

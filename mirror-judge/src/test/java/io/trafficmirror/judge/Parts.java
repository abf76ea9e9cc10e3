// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.AttributeCounts;
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
import java.util.Map;
import java.util.TreeMap;

/** What replicas send. Stateless. */
final class Parts {
    static final Experiment EXPERIMENT = new Experiment("orders 2", "settings");

    /** As other serialisers write: a zero, a number of four bytes, JSON. It is no text in any encoding, but looks like one of UTF-32. */
    static final String FOREIGN = "\0\0\0\0\1{\"a\":1}";

    private Parts() {}

    /** A row of a route, without what was seen of the route itself. */
    static Report row(Experiment experiment, String route, long shadowOnly) {
        return row(experiment, route, "$.a", shadowOnly);
    }

    /** The same at another place. */
    static Report row(Experiment experiment, String route, String path, long shadowOnly) {
        CellEvidence cell = new CellEvidence(
                new CellCounts(shadowOnly, 0, 0, 0, 0), IdSample.EMPTY, IdSample.EMPTY, AttributeCounts.ZERO, 1, 2);
        return new Report(
                experiment,
                new Evidence(Map.of(), Map.of(new CellKey(route, path, DifferenceKind.VALUE, Transition.OTHER), cell)));
    }

    /** A part of what a replica has seen of a route. */
    static Report of(String route, long compared, long shadowOnly) {
        PairCounts pairs = new PairCounts(compared, shadowOnly, 0, 0);
        RouteCounts counts =
                new RouteCounts(compared, shadowOnly, 0, pairs, pairs, Map.of(), LatencyCounts.ZERO, new TreeMap<>());
        return new Report(
                EXPERIMENT, new Evidence(Map.of(route, new RouteEvidence(counts, AttributeCounts.ZERO)), Map.of()));
    }
}

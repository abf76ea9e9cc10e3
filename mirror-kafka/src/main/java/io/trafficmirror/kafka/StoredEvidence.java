// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.RouteEvidence;
import java.util.Map;
import java.util.TreeMap;

/** The sum of what needs not be sent any more. Confined to one thread. */
final class StoredEvidence {
    private final Map<String, RouteEvidence> routes = new TreeMap<>();
    private final Map<CellKey, CellEvidence> cells = new TreeMap<>();

    void add(Evidence part) {
        part.routes().forEach((name, route) -> routes.merge(name, route, RouteEvidence::plus));
        part.cells().forEach((key, cell) -> cells.merge(key, cell, CellEvidence::plus));
    }

    Evidence evidence() {
        return new Evidence(routes, cells);
    }

    void clear() {
        routes.clear();
        cells.clear();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up evidence row by row: many small parts in the time that they take, not in that of the sum. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class EvidenceSum {
    private final Map<String, RouteEvidence> routes = new TreeMap<>();
    private final Map<CellKey, CellEvidence> cells = new TreeMap<>();

    /** Nothing yet. */
    public EvidenceSum() {}

    /** One more part. */
    public void add(Evidence part) {
        part.routes().forEach((name, route) -> routes.merge(name, route, RouteEvidence::plus));
        part.cells().forEach((key, cell) -> cells.merge(key, cell, CellEvidence::plus));
    }

    /** The sum so far. */
    public Evidence evidence() {
        return new Evidence(routes, cells);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one or several replicas have seen. Immutable. Sums are exact, and the same in any order and grouping.
 *
 * @param routes by name
 * @param cells by key
 * @since 0.1.0
 */
public record Evidence(Map<String, RouteEvidence> routes, Map<CellKey, CellEvidence> cells) {
    /** Nothing. */
    public static final Evidence NONE = new Evidence(Map.of(), Map.of());

    /** Copies the maps. */
    public Evidence {
        routes = Collections.unmodifiableMap(new TreeMap<>(routes));
        cells = Collections.unmodifiableMap(new TreeMap<>(cells));
    }

    /** What both together have seen. */
    public Evidence plus(Evidence other) {
        Map<String, RouteEvidence> allRoutes = new TreeMap<>(routes);
        other.routes.forEach((name, route) -> allRoutes.merge(name, route, RouteEvidence::plus));
        Map<CellKey, CellEvidence> allCells = new TreeMap<>(cells);
        other.cells.forEach((key, cell) -> allCells.merge(key, cell, CellEvidence::plus));
        return new Evidence(allRoutes, allCells);
    }
}

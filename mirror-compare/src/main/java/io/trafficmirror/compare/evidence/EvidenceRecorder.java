// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.PathTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Counts exchanges by route. Its size is fixed by its limits, for ever. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class EvidenceRecorder {
    /** The name under which routes above the limit are counted together. */
    public static final String OTHER_ROUTES = "(other routes)";

    private final EvidenceLimits limits;
    private final BiFunction<String, BooleanSupplier, PathTable> tables;
    private final Map<String, RouteRecorder> routes = new LinkedHashMap<>();
    private int cells;
    private int paths;

    /**
     * Counts nothing yet.
     *
     * @param tables the empty table of places of a route, by its name; it asks whether there is room for one more
     */
    public EvidenceRecorder(EvidenceLimits limits, BiFunction<String, BooleanSupplier, PathTable> tables) {
        this.limits = limits;
        this.tables = tables;
    }

    /** The counts of a route. */
    public RouteRecorder route(String name) {
        RouteRecorder known = routes.get(name);
        if (known != null) {
            return known;
        }
        String kept = routes.size() < limits.maxRoutes() ? name : OTHER_ROUTES;
        return routes.computeIfAbsent(kept, n -> new RouteRecorder(n, tables.apply(n, this::addPath), this::addCell));
    }

    private boolean addCell() {
        if (cells == limits.maxCells()) {
            return false;
        }
        cells++;
        return true;
    }

    private boolean addPath() {
        if (paths == limits.maxPaths()) {
            return false;
        }
        paths++;
        return true;
    }

    /** What was seen so far. */
    public Evidence evidence() {
        Map<String, RouteEvidence> ofRoutes = new TreeMap<>();
        Map<CellKey, CellEvidence> ofCells = new TreeMap<>();
        routes.forEach((name, route) -> {
            ofRoutes.put(name, route.evidence());
            route.cells(ofCells);
        });
        return new Evidence(ofRoutes, ofCells);
    }
}

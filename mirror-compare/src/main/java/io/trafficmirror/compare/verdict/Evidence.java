// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All counts of one experiment. Immutable; in an order that depends on the names only.
 *
 * @param routes each once
 * @param cells each once
 */
public record Evidence(List<RouteCounts> routes, List<CellCounts> cells) {
    private static final Comparator<CellCounts> BY_PLACE = Comparator.comparing(CellCounts::route)
            .thenComparing(CellCounts::path)
            .thenComparing(CellCounts::kind);

    /** Nothing seen. */
    public static final Evidence NONE = new Evidence(List.of(), List.of());

    /** Sorts by name, and adds what has the same name. */
    public Evidence {
        routes = routes(routes);
        cells = cells(cells);
    }

    /** The sum: of each route and each cell, and of their union. */
    public Evidence plus(Evidence other) {
        return new Evidence(concat(routes, other.routes), concat(cells, other.cells));
    }

    private static List<RouteCounts> routes(Collection<RouteCounts> all) {
        Map<String, RouteCounts> sum = new TreeMap<>();
        all.forEach(route -> sum.merge(route.route(), route, RouteCounts::plus));
        return List.copyOf(sum.values());
    }

    private static List<CellCounts> cells(Collection<CellCounts> all) {
        Map<CellCounts, PairCounts> sum = new TreeMap<>(BY_PLACE);
        all.forEach(cell -> sum.merge(cell, cell.pairs(), PairCounts::plus));
        return sum.entrySet().stream()
                .map(e -> new CellCounts(
                        e.getKey().route(), e.getKey().path(), e.getKey().kind(), e.getValue()))
                .toList();
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

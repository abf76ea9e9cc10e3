// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import io.trafficmirror.compare.evidence.BlockCounts;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one experiment, as far as the judge looks at them. Immutable; in an order that depends on the names only.
 *
 * @param routes each once
 * @param cells each once
 * @since 0.1.0
 */
public record JudgedCounts(List<JudgedRoute> routes, List<JudgedCell> cells) {
    /** Nothing seen. */
    public static final JudgedCounts NONE = new JudgedCounts(List.of(), List.of());

    /** Sorts by name, and adds what has the same name. */
    public JudgedCounts {
        routes = sumOfRoutes(routes);
        cells = cells instanceof Ascending ? cells : isAscending(cells) ? List.copyOf(cells) : sumOfCells(cells);
    }

    /** What evidence holds for the judge. */
    public static JudgedCounts of(Evidence evidence) {
        List<JudgedRoute> routes = new ArrayList<>();
        evidence.routes().forEach((name, route) -> routes.add(judged(name, route.counts())));
        JudgedCell[] cells = new JudgedCell[evidence.cells().size()];
        int n = 0;
        String route = "";
        long controlled = 0;
        for (Map.Entry<CellKey, CellEvidence> cell : evidence.cells().entrySet()) {
            if (!cell.getKey().route().equals(route)) {
                route = cell.getKey().route();
                controlled = controlled(evidence.routes().get(route));
            }
            cells[n++] = new JudgedCell(
                    cell.getKey(), pairs(controlled, cell.getValue().counts()));
        }
        return new JudgedCounts(routes, new Ascending(cells));
    }

    private static long controlled(@Nullable RouteEvidence route) {
        return route == null ? 0 : route.counts().pairs().controlled();
    }

    private static JudgedRoute judged(String name, RouteCounts counts) {
        return new JudgedRoute(
                name,
                counts.compared(),
                counts.mismatches(),
                counts.failed(),
                counts.notComparedInAll(),
                counts.pairs(),
                counts.strict(),
                counts.latency().pairs(),
                counts.latency().recorders(),
                blocks(counts.blocks()));
    }

    /**
     * The last blocks in order; a span without exchanges is one with none. Spans further apart than all that are kept are taken for neighbours: a clock was
     * wrong, or nobody asked for hours.
     */
    private static List<BlockCounts> blocks(SortedMap<Long, BlockCounts> blocks) {
        List<BlockCounts> all = new ArrayList<>();
        long next = Long.MAX_VALUE;
        for (Map.Entry<Long, BlockCounts> block : blocks.entrySet()) {
            boolean near = next < block.getKey() && block.getKey() - next < RouteCounts.BLOCKS;
            for (long span = next; near && span < block.getKey(); span++) {
                all.add(BlockCounts.NONE);
            }
            all.add(block.getValue());
            next = block.getKey() + 1;
        }
        return all.subList(Math.max(0, all.size() - RouteCounts.BLOCKS), all.size());
    }

    private static PairCounts pairs(long controlled, CellCounts cell) {
        return new PairCounts(controlled, cell.shadowOnly(), cell.controlOnly(), cell.both());
    }

    /** The sum: of each route and each cell, and of their union. */
    public JudgedCounts plus(JudgedCounts other) {
        return new JudgedCounts(concat(routes, other.routes), concat(cells, other.cells));
    }

    private static List<JudgedRoute> sumOfRoutes(Collection<JudgedRoute> all) {
        Map<String, JudgedRoute> sum = new TreeMap<>();
        all.forEach(route -> sum.merge(route.route(), route, JudgedRoute::plus));
        return List.copyOf(sum.values());
    }

    /** As rows of evidence come: then there is nothing to sort or to add. */
    private static boolean isAscending(List<JudgedCell> cells) {
        for (int i = 1; i < cells.size(); i++) {
            if (cells.get(i - 1).key().compareTo(cells.get(i).key()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static List<JudgedCell> sumOfCells(Collection<JudgedCell> all) {
        Map<CellKey, PairCounts> sum = new TreeMap<>();
        all.forEach(cell -> sum.merge(cell.key(), cell.pairs(), PairCounts::plus));
        return sum.entrySet().stream()
                .map(cell -> new JudgedCell(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Rows as evidence has them, each once and in order: there is nothing to look through, of what may be 100,000 rows. Immutable. */
    private static final class Ascending extends AbstractList<JudgedCell> implements RandomAccess {
        private final JudgedCell[] cells;

        Ascending(JudgedCell[] cells) {
            this.cells = cells;
        }

        @Override
        public JudgedCell get(int index) {
            return cells[index];
        }

        @Override
        public int size() {
            return cells.length;
        }
    }
}

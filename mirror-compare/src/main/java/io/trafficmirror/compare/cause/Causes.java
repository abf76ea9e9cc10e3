// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.cause;

import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.RouteEvidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds causes in evidence. Stateless.
 *
 * @since 0.1.0
 */
public final class Causes {
    /** Rows whose exchanges are the same to this degree are one cause. */
    private static final double SAME = 0.95;

    private Causes() {}

    /**
     * The causes behind some rows, those of most exchanges first.
     *
     * @param rows which rows are to be explained, such as those that are proved to differ; others are left out
     */
    public static List<Cause> of(Evidence evidence, Collection<CellKey> rows) {
        List<CellKey> sorted = rows.stream()
                .filter(evidence.cells()::containsKey)
                .sorted(byImportance(evidence.cells()))
                .toList();
        List<List<CellKey>> groups = new ArrayList<>();
        for (CellKey row : sorted) {
            groupOf(row, groups, evidence).ifPresentOrElse(group -> group.add(row), () -> {
                List<CellKey> group = new ArrayList<>(1);
                group.add(row);
                groups.add(group);
            });
        }
        return groups.stream().map(group -> causeOf(group, evidence)).toList();
    }

    /** Most exchanges first; of rows that differ equally often that which says most, and then the shortest path. */
    private static Comparator<CellKey> byImportance(Map<CellKey, CellEvidence> cells) {
        return Comparator.comparingLong((CellKey key) -> -shown(cells.get(key)))
                .thenComparing(CellKey::kind)
                .thenComparingInt(key -> key.path().length())
                .thenComparing(Comparator.naturalOrder());
    }

    private static long shown(@Nullable CellEvidence cell) {
        return cell == null ? 0 : cell.counts().shadow() - cell.counts().both();
    }

    private static Optional<List<CellKey>> groupOf(CellKey row, List<List<CellKey>> groups, Evidence evidence) {
        CellEvidence cell = evidence.cells().get(row);
        for (List<CellKey> group : groups) {
            CellKey first = group.get(0);
            CellEvidence other = evidence.cells().get(first);
            if (cell != null
                    && other != null
                    && first.route().equals(row.route())
                    && cell.exchanges().resemblance(other.exchanges()) >= SAME) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    private static Cause causeOf(List<CellKey> group, Evidence evidence) {
        CellKey key = group.get(0);
        CellEvidence cell = evidence.cells().get(key);
        RouteEvidence route = evidence.routes().get(key.route());
        if (cell == null || route == null) {
            throw new IllegalArgumentException("a row without its route: " + key);
        }
        return new Cause(
                key,
                cell,
                route.counts().compared(),
                group.subList(1, group.size()),
                CommonAttribute.of(cell.attributes(), route.attributes()));
    }
}

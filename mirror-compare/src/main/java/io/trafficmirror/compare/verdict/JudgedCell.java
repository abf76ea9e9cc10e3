// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.PairCounts;
import java.util.Objects;

/**
 * What was seen at one place of the responses of one route: a row of counts. Immutable.
 *
 * @param key which row
 * @param pairs the controlled exchanges of the route, with the difference of this row
 * @since 0.1.0
 */
public record JudgedCell(CellKey key, PairCounts pairs) {
    /** Refuses nulls. */
    public JudgedCell {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(pairs, "pairs");
    }

    /** A row of which no matter is what became of the values. */
    public static JudgedCell of(String route, String path, DifferenceKind kind, PairCounts pairs) {
        return new JudgedCell(new CellKey(route, path, kind, Transition.OTHER), pairs);
    }

    /** The route's name. */
    public String route() {
        return key.route();
    }

    /** The place, as the report writes it. */
    public String path() {
        return key.path();
    }
}

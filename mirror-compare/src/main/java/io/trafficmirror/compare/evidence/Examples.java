// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The examples of a row: of all its exchanges those of the smallest hashes, not those that chance or haste chose, so that replicas and replays agree.
 * Immutable; sums are the same in any order and grouping.
 *
 * @param all in ascending order, at most {@link #SIZE}, one for each exchange
 * @since 0.1.0
 */
public record Examples(List<Example> all) {
    /** How many are kept. */
    public static final int SIZE = 3;

    /** None. */
    public static final Examples NONE = new Examples(List.of());

    /** Keeps the smallest, one for each exchange. */
    public Examples {
        List<Example> kept = new ArrayList<>();
        for (Example example : new TreeSet<>(all)) {
            boolean another = kept.isEmpty() || kept.get(kept.size() - 1).exchange() != example.exchange();
            if (another && kept.size() < SIZE) {
                kept.add(example);
            }
        }
        all = List.copyOf(kept);
    }

    /** What both together have. */
    public Examples plus(Examples other) {
        if (other.all.isEmpty()) {
            return this;
        }
        List<Example> both = new ArrayList<>(all);
        both.addAll(other.all);
        return new Examples(both);
    }

    /** Whether an exchange of this hash would be kept. */
    boolean want(long exchange) {
        return all.size() < SIZE || exchange < all.get(all.size() - 1).exchange();
    }
}

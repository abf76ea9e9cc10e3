// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.Distance;
import io.trafficmirror.compare.difference.ShownPair;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What came of comparing two responses. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Comparison {
    /** Nothing that counts is different. */
    record Same() implements Comparison {}

    /**
     * They differ.
     *
     * @param differences one or more
     * @param distances how far apart the values of some of them are, as a {@link Distance}
     * @param shown the values of those that were asked for
     */
    record Different(Set<Difference> differences, Map<Difference, Integer> distances, Map<Difference, ShownPair> shown)
            implements Comparison {
        /** Of no distance, and nobody asked for values. */
        public Different(Set<Difference> differences) {
            this(differences, Map.of());
        }

        /** Of no distance. */
        public Different(Set<Difference> differences, Map<Difference, ShownPair> shown) {
            this(differences, Map.of(), shown);
        }

        /** Copies all. */
        public Different {
            differences = Set.copyOf(differences);
            distances = Map.copyOf(distances);
            shown = Map.copyOf(shown);
            if (differences.isEmpty()) {
                throw new IllegalArgumentException("differences: must be one or more");
            }
        }
    }

    /**
     * Nothing can be said.
     *
     * @param reason why
     */
    record NotCompared(NotComparedReason reason) implements Comparison {
        /** Refuses null. */
        public NotCompared {
            Objects.requireNonNull(reason, "reason");
        }
    }
}

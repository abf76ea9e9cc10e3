// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.compare.difference.Detail;
import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.ShownPair;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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
     * @param details what else is known of some of them, by what they were when they were found
     * @param shown the values of those that were asked for
     */
    record Different(Set<Difference> differences, Map<Difference, Detail> details, Map<Difference, ShownPair> shown)
            implements Comparison {
        /** Nothing else is known, and nobody asked for values. */
        public Different(Set<Difference> differences) {
            this(differences, Map.of());
        }

        /** Nothing else is known. */
        public Different(Set<Difference> differences, Map<Difference, ShownPair> shown) {
            this(differences, Map.of(), shown);
        }

        /** Copies all. */
        public Different {
            differences = Set.copyOf(differences);
            details = Map.copyOf(details);
            shown = Map.copyOf(shown);
            if (differences.isEmpty()) {
                throw new IllegalArgumentException("differences: must be one or more");
            }
        }

        /** What else is known of one. */
        public Detail detail(Difference difference) {
            return details.getOrDefault(difference, Detail.NONE);
        }

        /** The others. */
        public Comparison without(Predicate<Difference> some) {
            if (differences.stream().noneMatch(some)) {
                return this;
            }
            Set<Difference> rest = new HashSet<>(differences);
            rest.removeIf(some);
            Map<Difference, ShownPair> pairs = new HashMap<>(shown);
            pairs.keySet().retainAll(rest);
            return rest.isEmpty() ? new Same() : new Different(rest, details, pairs);
        }

        /** The same, with each as it is to be counted. */
        public Different counted(UnaryOperator<Difference> as) {
            Set<Difference> all = new HashSet<>();
            differences.forEach(found -> all.add(as.apply(found)));
            Map<Difference, ShownPair> pairs = new HashMap<>();
            shown.forEach((found, pair) -> pairs.put(as.apply(found), pair));
            return new Different(all, details, pairs);
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

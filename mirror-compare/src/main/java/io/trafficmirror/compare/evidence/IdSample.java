// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Set;
import java.util.TreeSet;

/**
 * The exchanges of the smallest hashes among those that were added: a sample that depends on what was added only, not on when or where, so that
 * replicas agree on it and samples merge exactly (Broder, "On the resemblance and containment of documents", 1997). Immutable.
 *
 * @param smallest the hashes, at most {@link #SIZE}
 * @param added how many exchanges were added
 * @since 0.1.0
 */
public record IdSample(Set<Long> smallest, long added) {
    /** How many are kept. */
    public static final int SIZE = 64;

    /** Nothing. */
    public static final IdSample EMPTY = new IdSample(Set.of(), 0);

    /** Keeps the smallest. */
    public IdSample {
        TreeSet<Long> kept = new TreeSet<>(smallest);
        while (kept.size() > SIZE) {
            kept.pollLast();
        }
        smallest = java.util.Collections.unmodifiableSet(kept);
    }

    /** What both together have. */
    public IdSample plus(IdSample other) {
        TreeSet<Long> union = new TreeSet<>(smallest);
        union.addAll(other.smallest);
        return new IdSample(union, Math.addExact(added, other.added));
    }

    /** How much two sets of exchanges have in common, 0..1: an estimate of the Jaccard coefficient. */
    public double resemblance(IdSample other) {
        TreeSet<Long> union = new TreeSet<>(smallest);
        union.addAll(other.smallest);
        int looked = 0;
        int common = 0;
        for (Long id : union) {
            if (looked++ == SIZE) {
                break;
            }
            common += smallest.contains(id) && other.smallest.contains(id) ? 1 : 0;
        }
        return looked == 0 ? 0 : (double) common / Math.min(looked, SIZE);
    }

    /** Takes hashes one by one. Confined to one thread. */
    static final class Collector {
        private final SmallestHashes smallest = new SmallestHashes(SIZE);
        private long added;

        void add(long hash) {
            added++;
            int place = smallest.find(hash);
            if (place < 0 && smallest.hasRoomAt(-1 - place)) {
                smallest.insert(-1 - place, hash);
            }
        }

        IdSample sample() {
            Set<Long> kept = new TreeSet<>();
            for (int i = 0; i < smallest.size(); i++) {
                kept.add(smallest.at(i));
            }
            return new IdSample(kept, added);
        }
    }
}

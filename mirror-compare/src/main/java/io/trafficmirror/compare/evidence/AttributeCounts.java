// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often requests had which attribute: {@code method=GET}, {@code query.currency=JPY}. Immutable.
 *
 * @param exchanges requests that were counted
 * @param counts by attribute, as {@code name=value}
 * @since 0.1.0
 */
public record AttributeCounts(long exchanges, Map<String, Long> counts) {
    /** Nothing. */
    public static final AttributeCounts ZERO = new AttributeCounts(0, Map.of());

    /** Copies the map. */
    public AttributeCounts {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** The sum of both. An attribute of which nothing is left, as after an {@link Increase} of less than none, is not in it. */
    public AttributeCounts plus(AttributeCounts other) {
        Map<String, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((attribute, n) -> sum.merge(attribute, n, Math::addExact));
        sum.values().removeIf(n -> n == 0);
        return new AttributeCounts(Math.addExact(exchanges, other.exchanges), sum);
    }

    /** The share of requests that had this attribute, 0..1. */
    public double share(String attribute) {
        return exchanges == 0 ? 0 : (double) counts.getOrDefault(attribute, 0L) / exchanges;
    }

    /**
     * Counts one by one. Of more attributes than fit, those of the smallest hashes are kept: one that is kept was so from its first, and its count is
     * exact. Confined to one thread.
     */
    static final class Collector {
        private static final int MOST = 48;

        private final SmallestHashes hashes = new SmallestHashes(MOST);
        private final String[] names = new String[MOST];
        private final long[] counts = new long[MOST];
        private long exchanges;

        void add(Iterable<String> attributes) {
            exchanges++;
            for (String attribute : attributes) {
                long hash = TextHash.of(attribute);
                int place = hashes.find(hash);
                if (place >= 0) {
                    counts[place]++;
                } else if (hashes.hasRoomAt(-1 - place)) {
                    insert(-1 - place, hash, attribute);
                }
            }
        }

        private void insert(int place, long hash, String attribute) {
            int moved = Math.min(hashes.size(), MOST - 1) - place;
            System.arraycopy(names, place, names, place + 1, moved);
            System.arraycopy(counts, place, counts, place + 1, moved);
            hashes.insert(place, hash);
            names[place] = attribute;
            counts[place] = 1;
        }

        AttributeCounts counts() {
            Map<String, Long> now = new TreeMap<>();
            for (int i = 0; i < hashes.size(); i++) {
                now.put(names[i], counts[i]);
            }
            return new AttributeCounts(exchanges, now);
        }
    }
}

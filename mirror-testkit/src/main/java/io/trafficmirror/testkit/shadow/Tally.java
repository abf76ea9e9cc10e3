// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Exact counts per key, for up to a number of keys; what is counted under further keys is summed up under {@code other}. Safe for
 * concurrent use.
 */
final class Tally<K> {
    private static final int KEYS = 100_000;

    private final Map<K, LongAdder> counts = new ConcurrentHashMap<>();
    private final K other;

    Tally(K other) {
        this.other = other;
    }

    void add(K key) {
        LongAdder count = counts.get(key);
        if (count == null) {
            K counted = counts.size() < KEYS ? key : other;
            count = counts.computeIfAbsent(counted, unused -> new LongAdder());
        }
        count.increment();
    }

    Map<K, Long> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    void clear() {
        counts.clear();
    }
}

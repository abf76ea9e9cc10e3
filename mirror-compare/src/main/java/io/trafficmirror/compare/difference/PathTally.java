// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.document.SubtreeHash;
import java.util.HashMap;
import java.util.Map;

/**
 * Says which of the differing values of one comparison are looked into, so that the work is bounded: the first ones of each path, the first ones of all, and
 * a sample of the others, which is another one in each exchange and the same for both copies of one. Confined to one thread.
 */
final class PathTally {
    private static final int OF_A_PATH = 32;
    private static final int OF_ALL = 1024;

    /** Of the others one in so many, a power of two. */
    private static final int OTHERS = 16;

    private final Map<Path, int[]> counts = new HashMap<>();
    private long salt;
    private int all;

    /** Begins a comparison. */
    void begin(ExchangeTime time) {
        salt = SubtreeHash.mix(time.nowMillis());
        all = 0;
        if (!counts.isEmpty()) {
            counts.clear();
        }
    }

    /** Counts once more, and tells whether this value is looked into. */
    boolean admits(Path path, int node) {
        all++;
        return count(path) <= OF_A_PATH || all <= OF_ALL || (SubtreeHash.mix(salt + node) & (OTHERS - 1)) == 0;
    }

    private int count(Path path) {
        int[] n = counts.get(path);
        if (n == null) {
            n = new int[1];
            counts.put(path, n);
        }
        return ++n[0];
    }
}

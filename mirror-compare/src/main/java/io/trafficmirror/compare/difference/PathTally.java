// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.HashMap;
import java.util.Map;

/** Counts how often each path was met within one comparison. Confined to one thread. */
final class PathTally {
    private final Map<Path, int[]> counts = new HashMap<>();

    void clear() {
        if (!counts.isEmpty()) {
            counts.clear();
        }
    }

    /** Counts once more, and tells how often it was by now. */
    int count(Path path) {
        int[] n = counts.get(path);
        if (n == null) {
            n = new int[1];
            counts.put(path, n);
        }
        return ++n[0];
    }
}

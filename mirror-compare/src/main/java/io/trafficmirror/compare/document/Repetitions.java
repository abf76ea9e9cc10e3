// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.util.Arrays;

/** Counts how often each name was met among the members of one object, by the hashes of the names. Confined to one thread. */
final class Repetitions {
    private static final int FEWEST = 32;
    private static final int MOST_KEPT = 1 << 16;

    private long[] names = new long[FEWEST];
    private int[] counts = new int[FEWEST];
    private int mask = FEWEST - 1;

    /** Begins anew, for so many members. */
    void clear(int members) {
        int wanted = Math.max(FEWEST, Integer.highestOneBit(members) * 4);
        if (wanted > counts.length || counts.length > Math.max(MOST_KEPT, wanted)) {
            names = new long[wanted];
            counts = new int[wanted];
        } else {
            Arrays.fill(counts, 0, wanted, 0);
        }
        mask = wanted - 1;
    }

    /** How often this name was met before. */
    int count(long name) {
        int place = (int) (name >>> 32) & mask;
        while (counts[place] > 0 && names[place] != name) {
            place = place + 1 & mask;
        }
        names[place] = name;
        return counts[place]++;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.Arrays;

/**
 * Takes numbers by 64-bit hash, several by the same in the order in which they came; each is handed out once. Open addressing: a hash that is keyed
 * can't be made to collide from outside. Confined to one thread.
 */
final class HashIndex {
    private static final int NONE = -1;
    private static final int MOST_KEPT = 1 << 16;

    private long[] hashes = new long[32];

    /** The first entry of each hash that was not handed out; {@link #NONE} where none is left. */
    private int[] heads = new int[32];

    /** Whether a place was ever taken. */
    private boolean[] taken = new boolean[32];

    /** The last entry of each hash. */
    private int[] tails = new int[32];

    private int[] following = new int[32];
    private int mask = 31;

    /** Empties the index, for so many entries. */
    void clear(int entries) {
        int wanted = Math.max(32, Integer.highestOneBit(Math.max(1, entries) * 2 - 1) * 2);
        if (wanted > hashes.length || hashes.length > Math.max(MOST_KEPT, wanted)) {
            hashes = new long[wanted];
            heads = new int[wanted];
            tails = new int[wanted];
            taken = new boolean[wanted];
        } else {
            Arrays.fill(taken, 0, wanted, false);
        }
        if (following.length < entries) {
            following = new int[Math.max(entries, 32)];
        }
        mask = wanted - 1;
    }

    /** One more entry; numbered 0, 1, 2 … by the caller. */
    void add(long hash, int entry) {
        following[entry] = NONE;
        int place = placeOf(hash);
        if (!taken[place]) {
            taken[place] = true;
            hashes[place] = hash;
            heads[place] = entry;
        } else if (heads[place] == NONE) {
            heads[place] = entry;
        } else {
            following[tails[place]] = entry;
        }
        tails[place] = entry;
    }

    /** Hands out the entry of this hash that came first; below 0 if none is left. */
    int take(long hash) {
        int place = placeOf(hash);
        if (!taken[place] || heads[place] == NONE) {
            return NONE;
        }
        int entry = heads[place];
        heads[place] = following[entry];
        return entry;
    }

    /** Whether an entry of this hash was ever added. */
    boolean knows(long hash) {
        return taken[placeOf(hash)];
    }

    private int placeOf(long hash) {
        int place = (int) (hash ^ (hash >>> 32)) & mask;
        while (taken[place] && hashes[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.Arrays;

/**
 * Takes numbers by 64-bit hash, several by the same; each is handed out once, the one that came last first. Open addressing: a hash that is keyed
 * can't be made to collide from outside. Confined to one thread.
 */
final class HashIndex {
    private static final int FEWEST = 32;
    private static final int MOST_KEPT = 1 << 18;

    /** What a place holds where nothing ever was, and where everything was handed out. Else an entry, plus 1. */
    private static final int FREE = 0;

    private static final int USED_UP = -1;

    private int[] places = new int[FEWEST];
    private int mask = FEWEST - 1;

    /** Of each entry its hash, and what the place of that hash holds behind it. */
    private long[] hashes = new long[FEWEST];

    private int[] following = new int[FEWEST];

    /** Empties the index, for entries of numbers below this one. */
    void clear(int entries) {
        int wanted = Math.max(FEWEST, Integer.highestOneBit(Math.max(1, entries) * 2 - 1) * 2);
        if (wanted > places.length || places.length > Math.max(MOST_KEPT, wanted)) {
            places = new int[wanted];
            hashes = new long[wanted / 2];
            following = new int[wanted / 2];
        } else {
            Arrays.fill(places, 0, wanted, FREE);
        }
        mask = wanted - 1;
    }

    /** One more entry, with a number of the caller's. */
    void add(long hash, int entry) {
        int place = placeOf(hash);
        hashes[entry] = hash;
        following[entry] = places[place] == FREE ? USED_UP : places[place];
        places[place] = entry + 1;
    }

    /** Hands out the entry of this hash that came last; below 0 if none is left. */
    int take(long hash) {
        int place = placeOf(hash);
        int held = places[place];
        if (held == FREE) {
            return -1;
        }
        places[place] = following[held - 1];
        return held - 1;
    }

    /** Whether an entry of this hash is there. */
    boolean knows(long hash) {
        return places[placeOf(hash)] != FREE;
    }

    /** Where this hash is, or would be put. */
    private int placeOf(long hash) {
        int place = (int) (hash ^ (hash >>> 32)) & mask;
        while (places[place] != FREE && (places[place] == USED_UP || hashes[places[place] - 1] != hash)) {
            place = (place + 1) & mask;
        }
        return place;
    }
}

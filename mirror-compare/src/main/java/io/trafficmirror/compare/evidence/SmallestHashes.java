// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Arrays;

/** The smallest of the hashes that were added, in ascending order, in an array of fixed size. Confined to one thread. */
final class SmallestHashes {
    private final long[] hashes;
    private int size;

    SmallestHashes(int most) {
        hashes = new long[most];
    }

    /** Where a hash stands, or, if it is not there, {@code -1 - n} for the place at which it would be put. */
    int find(long hash) {
        return Arrays.binarySearch(hashes, 0, size, hash);
    }

    /** Whether there is room at this place: that is, whether a smaller hash than the largest comes, or not all places are taken. */
    boolean hasRoomAt(int place) {
        return place < hashes.length;
    }

    /** Puts a hash where {@link #find} said, and the larger ones behind it; the largest is forgotten if there is no room for it. */
    void insert(int place, long hash) {
        int kept = Math.min(size, hashes.length - 1);
        System.arraycopy(hashes, place, hashes, place + 1, kept - place);
        hashes[place] = hash;
        size = kept + 1;
    }

    int size() {
        return size;
    }

    long at(int place) {
        return hashes[place];
    }
}

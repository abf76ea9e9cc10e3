// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts exchanges by spans of time, of which it keeps the last. Confined to one thread. */
final class BlockRecorder {
    private final TreeMap<Long, Block> blocks = new TreeMap<>();

    private static final class Block {
        private long exchanges;
        private long mismatches;
        private final PairRecorder pairs = new PairRecorder();
    }

    /** One more exchange; what the control did, if there was one. */
    void add(long nowMillis, boolean mismatch, boolean shadowDiffers, Optional<Boolean> controlDiffers) {
        Block block = blocks.computeIfAbsent(nowMillis / RouteCounts.BLOCK_MILLIS, n -> new Block());
        block.exchanges++;
        block.mismatches += mismatch ? 1 : 0;
        controlDiffers.ifPresent(differs -> block.pairs.add(shadowDiffers, differs));
        while (blocks.size() > RouteCounts.BLOCKS) {
            blocks.pollFirstEntry();
        }
    }

    SortedMap<Long, BlockCounts> counts() {
        TreeMap<Long, BlockCounts> counts = new TreeMap<>();
        blocks.forEach((span, block) ->
                counts.put(span, new BlockCounts(block.exchanges, block.mismatches, block.pairs.counts())));
        return counts;
    }
}

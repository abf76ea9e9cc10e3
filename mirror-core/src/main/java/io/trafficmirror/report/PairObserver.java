// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

/** Looks at primary and shadow side by side: the door for comparison. */
public interface PairObserver {
    /** Whether pairs of this mirror are wanted. Called when routes are loaded. */
    default boolean wants(MirrorName mirror) {
        return true;
    }

    /** The most bytes of each body that are wanted, 0 or more; 0: pairs come without bodies, and no response is wrapped. */
    int maxBodyBytes();

    /**
     * Exactly once for each copy that was sent, when both sides are over. Called by one thread of the mirror at a time, never on a
     * request's thread; an observer that is slow gets pairs without bodies, and loses pairs, which are counted as lost events.
     */
    void onPair(MirroredPair pair);
}

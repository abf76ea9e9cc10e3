// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/** Counts who differs in the same exchange. Confined to one thread. */
final class PairRecorder {
    private long controlled;
    private long shadowOnly;
    private long controlOnly;
    private long both;

    void add(boolean shadowDiffers, boolean controlDiffers) {
        controlled++;
        if (shadowDiffers && controlDiffers) {
            both++;
        } else if (shadowDiffers) {
            shadowOnly++;
        } else if (controlDiffers) {
            controlOnly++;
        }
    }

    PairCounts counts() {
        return new PairCounts(controlled, shadowOnly, controlOnly, both);
    }
}

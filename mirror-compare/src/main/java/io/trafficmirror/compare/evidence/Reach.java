// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Distance;

/**
 * How far apart the values of a row lay, as counts by {@link Distance}: those of the primary and the control, and those of the primary and the shadow where
 * the control came nowhere near. Its size is fixed. Confined to one thread.
 */
final class Reach {
    /** What is so many steps nearer vouches for a distance: an eighth, of measures a sixty-fourth. */
    private static final int MARGIN = 3;

    private final long[] control = new long[Distance.MOST + 1];
    private final long[] alone = new long[Distance.MOST + 1];

    /**
     * One more exchange with a control.
     *
     * @param ofShadow the distance that the shadow showed, {@link Distance#NONE} if it did not differ
     * @param ofControl that of the control
     */
    void add(int ofShadow, int ofControl) {
        if (ofControl != Distance.NONE) {
            control[ofControl]++;
        }
        if (ofShadow != Distance.NONE && !isNear(ofControl, ofShadow)) {
            alone[ofShadow]++;
        }
    }

    private static boolean isNear(int ofControl, int distance) {
        return ofControl >= distance - MARGIN;
    }

    /**
     * Whether the control came near enough to a distance to vouch for it: as with a row as a whole, what it shows now and then excuses no more than so
     * many times as many of the shadow alone.
     */
    boolean vouchesFor(int distance) {
        long near = 0;
        long far = 0;
        for (int step = 1; step <= Distance.MOST; step++) {
            near += isNear(step, distance) ? control[step] : 0;
            far += step >= distance ? alone[step] : 0;
        }
        return near > 0 && far <= Cell.MORE * near;
    }
}

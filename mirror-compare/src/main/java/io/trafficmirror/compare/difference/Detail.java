// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

/**
 * What is known of a difference beside what became of the value. Immutable.
 *
 * @param distance how far apart the values are, as a {@link Distance}
 * @param spots of ids, at which elements and words of the place they were found, as a set of 64 bits: within one exchange those of one spot are the same
 * @param values of a single value in a body, a number that is the same whenever the values of both are the same; else 0
 * @since 0.1.0
 */
public record Detail(int distance, long spots, long values) {
    /** Nothing. */
    public static final Detail NONE = new Detail(Distance.NONE, 0, 0);

    /** A distance alone. */
    public static Detail ofDistance(int distance) {
        return new Detail(distance, 0, 0);
    }

    /** Whether all that differs are times that were read off a clock during the exchange. */
    public boolean isRead() {
        return distance == Distance.READ;
    }

    /** Of two values at one place: the longer distance, and all else of both. */
    Detail plus(Detail other) {
        return new Detail(Distance.larger(distance, other.distance), spots | other.spots, values + other.values);
    }
}

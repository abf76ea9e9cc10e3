// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

/**
 * What is known of a difference beside what became of the value. Immutable.
 *
 * @param distance how far apart the values are, as a {@link Distance}
 * @param numbers how far apart numbers within a text lie, of which other words may differ too: a time in it excuses no wrong count; {@link Distance#NONE}
 *     where a number is the whole value
 * @param spots of ids, at which elements and words of the place they were found, as a set of 64 bits: within one exchange those of one spot are the same
 * @param values of a single value in a body, a number that is the same whenever the values of both are the same; else 0
 * @since 0.1.0
 */
public record Detail(int distance, int numbers, long spots, long values) {
    /** Nothing. */
    public static final Detail NONE = new Detail(Distance.NONE, Distance.NONE, 0, 0);

    /** A distance alone. */
    public static Detail ofDistance(int distance) {
        return new Detail(distance, Distance.NONE, 0, 0);
    }

    /** Whether all that differs are times that were read off a clock during the exchange. */
    public boolean isRead() {
        return distance == Distance.READ;
    }

    /** Whether anything lies farther apart than in another one. */
    boolean isFartherThan(Detail other) {
        return distance > other.distance || numbers > other.numbers;
    }

    /** Of two values at one place: the longer distances, and all else of both. */
    Detail plus(Detail other) {
        return new Detail(
                Distance.larger(distance, other.distance),
                Math.max(numbers, other.numbers),
                spots | other.spots,
                values + other.values);
    }
}

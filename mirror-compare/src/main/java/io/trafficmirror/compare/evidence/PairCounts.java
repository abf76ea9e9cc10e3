// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/**
 * How often shadow and control differed from the primary in the same exchange. Immutable.
 *
 * @param controlled exchanges that had a shadow and a control, both judged
 * @param shadowOnly those in which the shadow alone differed
 * @param controlOnly those in which the control alone differed
 * @param both those in which both differed, which say nothing about the shadow
 * @since 0.1.0
 */
public record PairCounts(long controlled, long shadowOnly, long controlOnly, long both) {
    /** Nothing seen. */
    public static final PairCounts NONE = new PairCounts(0, 0, 0, 0);

    /** Checks the counts: none negative, the parts not more than the whole. */
    public PairCounts {
        Checks.count(controlled, "controlled");
        Checks.parts(controlled, "controlled", "shadowOnly + controlOnly + both", shadowOnly, controlOnly, both);
    }

    /** Exchanges in which the two did not both differ. */
    public long informative() {
        return controlled - both;
    }

    /** The sum. */
    public PairCounts plus(PairCounts other) {
        return new PairCounts(
                controlled + other.controlled,
                shadowOnly + other.shadowOnly,
                controlOnly + other.controlOnly,
                both + other.both);
    }
}

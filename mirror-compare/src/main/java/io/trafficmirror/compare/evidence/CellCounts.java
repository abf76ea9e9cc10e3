// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/**
 * How often the responses to one request showed a difference. Immutable; all counts are of exchanges, 0 or more.
 *
 * @param shadowOnly with a control: the shadow showed it, the control did not
 * @param controlOnly the control showed it, the shadow did not
 * @param both both showed it
 * @param uncontrolled without a control: the shadow showed it
 * @param repeated those of the shadow that are left out above, for their request had made more than its part of the row already
 * @since 0.1.0
 */
public record CellCounts(long shadowOnly, long controlOnly, long both, long uncontrolled, long repeated) {
    /** Nothing. */
    public static final CellCounts ZERO = new CellCounts(0, 0, 0, 0, 0);

    /** Refuses what is no count. */
    public CellCounts {
        if ((shadowOnly | controlOnly | both | uncontrolled | repeated) < 0) {
            throw new IllegalArgumentException("counts: must be 0 or more");
        }
    }

    /** Exchanges in which the shadow showed it. */
    public long shadow() {
        return shadowOnly + both + uncontrolled + repeated;
    }

    /** Exchanges in which the control showed it. */
    public long control() {
        return controlOnly + both;
    }

    /** The sum of both. */
    public CellCounts plus(CellCounts other) {
        return new CellCounts(
                Math.addExact(shadowOnly, other.shadowOnly),
                Math.addExact(controlOnly, other.controlOnly),
                Math.addExact(both, other.both),
                Math.addExact(uncontrolled, other.uncontrolled),
                Math.addExact(repeated, other.repeated));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import java.util.Objects;

/**
 * What became of one copy of an exchange. Immutable.
 *
 * @param mirror which mirror
 * @param role whether the copy went to a shadow or to a control
 * @param number 1 for the first copy of the request by this mirror, 2 for the second …; 0 if there is only one
 * @param end how it ended
 * @param afterLoss whether it was sent although an earlier copy of the same key was lost, so that the shadow may not be in the primary's state; always
 *     false where copies are not ordered
 * @since 0.1.0
 */
public record CopyResult(MirrorName mirror, Role role, int number, CopyEnd end, boolean afterLoss) {
    /** Refuses nulls. */
    public CopyResult {
        Objects.requireNonNull(mirror, "mirror");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(end, "end");
    }

    /** The result of a copy that comes after no loss. */
    public CopyResult(MirrorName mirror, Role role, int number, CopyEnd end) {
        this(mirror, role, number, end, false);
    }
}

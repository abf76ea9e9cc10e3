// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.cause;

import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Rows that differ in the same exchanges: one thing that is wrong. Immutable.
 *
 * @param key the row that stands for all
 * @param evidence its evidence
 * @param exchanges how many exchanges of the route were compared
 * @param also the other rows
 * @param attribute what the requests have in common, if there is such a thing
 * @since 0.1.0
 */
public record Cause(
        CellKey key, CellEvidence evidence, long exchanges, List<CellKey> also, Optional<CommonAttribute> attribute) {
    /** Refuses nulls and copies the list. */
    public Cause {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(evidence, "evidence");
        also = List.copyOf(also);
        Objects.requireNonNull(attribute, "attribute");
    }
}

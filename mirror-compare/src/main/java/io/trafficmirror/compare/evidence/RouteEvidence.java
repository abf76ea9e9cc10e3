// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Objects;

/**
 * All that is known of a route besides its rows. Immutable.
 *
 * @param counts how often
 * @param attributes of the requests of all compared exchanges: what those of a row are held against
 * @since 0.1.0
 */
public record RouteEvidence(RouteCounts counts, AttributeCounts attributes) {
    /** Refuses nulls. */
    public RouteEvidence {
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(attributes, "attributes");
    }

    /** What both together have. */
    public RouteEvidence plus(RouteEvidence other) {
        return new RouteEvidence(counts.plus(other.counts), attributes.plus(other.attributes));
    }
}

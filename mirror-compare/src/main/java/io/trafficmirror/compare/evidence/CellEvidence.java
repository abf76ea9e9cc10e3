// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Objects;

/**
 * All that is known of a row. Immutable.
 *
 * @param counts how often
 * @param exchanges a sample of the exchanges in which the shadow showed it
 * @param requests a sample of the requests of these, by what they ask for: its estimate of distinct ones tells one request from many
 * @param attributes of the requests of these
 * @param examples some of the exchanges in which the shadow alone showed it
 * @param firstMillis when the shadow showed it first, in milliseconds of the epoch; {@link Long#MAX_VALUE} if never
 * @param lastMillis when it did last; {@link Long#MIN_VALUE} if never
 * @since 0.1.0
 */
public record CellEvidence(
        CellCounts counts,
        IdSample exchanges,
        IdSample requests,
        AttributeCounts attributes,
        Examples examples,
        long firstMillis,
        long lastMillis) {
    /** Without examples. */
    public CellEvidence(
            CellCounts counts,
            IdSample exchanges,
            IdSample requests,
            AttributeCounts attributes,
            long firstMillis,
            long lastMillis) {
        this(counts, exchanges, requests, attributes, Examples.NONE, firstMillis, lastMillis);
    }

    /** Refuses nulls. */
    public CellEvidence {
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(exchanges, "exchanges");
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(examples, "examples");
    }

    /** What both together have. */
    public CellEvidence plus(CellEvidence other) {
        return new CellEvidence(
                counts.plus(other.counts),
                exchanges.plus(other.exchanges),
                requests.plus(other.requests),
                attributes.plus(other.attributes),
                examples.plus(other.examples),
                Math.min(firstMillis, other.firstMillis),
                Math.max(lastMillis, other.lastMillis));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import io.trafficmirror.compare.evidence.Evidence;
import java.util.Objects;

/**
 * The evidence of one experiment. Immutable. Reports of replicas add up, exactly and in any order; one over a whole fleet is the sum already, and is
 * added to nothing.
 *
 * @param experiment what it is evidence of
 * @param evidence the counts
 * @param wholeFleet whether it is over all replicas, as a judge of a fleet makes it
 * @since 0.1.0
 */
public record Report(Experiment experiment, Evidence evidence, boolean wholeFleet) {
    /** Refuses nulls. */
    public Report {
        Objects.requireNonNull(experiment, "experiment");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** What one replica has seen, or a part of it. */
    public Report(Experiment experiment, Evidence evidence) {
        this(experiment, evidence, false);
    }

    /** The same counts, as those of all replicas. */
    public Report ofWholeFleet() {
        return new Report(experiment, evidence, true);
    }

    /**
     * What both together say.
     *
     * @throws IllegalArgumentException if they are of two experiments, or if one is over a whole fleet
     */
    public Report plus(Report other) {
        if (!experiment.equals(other.experiment)) {
            throw new IllegalArgumentException("report: must be of " + experiment + ", was of " + other.experiment);
        }
        if (wholeFleet || other.wholeFleet) {
            throw new IllegalArgumentException("report: must be alone, for it is over a whole fleet");
        }
        return new Report(experiment, evidence.plus(other.evidence));
    }
}

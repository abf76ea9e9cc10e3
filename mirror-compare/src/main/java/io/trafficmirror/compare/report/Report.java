// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import io.trafficmirror.compare.evidence.Evidence;
import java.util.Objects;

/**
 * The evidence of one experiment. Immutable. Reports of replicas add up, exactly and in any order.
 *
 * @param experiment what it is evidence of
 * @param evidence the counts
 * @since 0.1.0
 */
public record Report(Experiment experiment, Evidence evidence) {
    /** Refuses nulls. */
    public Report {
        Objects.requireNonNull(experiment, "experiment");
        Objects.requireNonNull(evidence, "evidence");
    }

    /**
     * What both together say.
     *
     * @throws IllegalArgumentException if they are of two experiments
     */
    public Report plus(Report other) {
        if (!experiment.equals(other.experiment)) {
            throw new IllegalArgumentException("report: must be of " + experiment + ", was of " + other.experiment);
        }
        return new Report(experiment, evidence.plus(other.evidence));
    }
}

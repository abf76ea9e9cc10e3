// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Report;

/**
 * What evidence is read from. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface EvidenceSource {
    /** Everything seen in this life, and since the experiment was begun: whoever adds up records has those of other lives. */
    Report report();

    /** How often it was begun anew: between two reports with the same number, evidence has only grown. */
    long resets();

    /** What a live verdict has seen since it was started; what it goes on from was sent in the life that saw it. */
    static EvidenceSource of(LiveVerdict verdict) {
        return new EvidenceSource() {
            @Override
            public Report report() {
                return verdict.reportSinceStart();
            }

            @Override
            public long resets() {
                return verdict.resets();
            }
        };
    }
}

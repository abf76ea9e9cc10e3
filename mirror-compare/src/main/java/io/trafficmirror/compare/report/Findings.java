// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.cause.Causes;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.verdict.Judge;
import io.trafficmirror.compare.verdict.JudgedCounts;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Verdict;
import java.util.List;
import java.util.Objects;

/**
 * A report with what follows from it at one look. Immutable.
 *
 * @param report the evidence
 * @param verdict what it amounts to
 * @param causes what is proved to differ, grouped; those of most exchanges first
 * @since 0.1.0
 */
public record Findings(Report report, Verdict verdict, List<Cause> causes) {
    /** Refuses nulls and copies the list. */
    public Findings {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(verdict, "verdict");
        causes = List.copyOf(causes);
    }

    /** Looks at a report. */
    public static Findings of(Report report, Judgement judgement) {
        return of(report, Judge.of(judgement).judge(JudgedCounts.of(report.evidence())));
    }

    /** A report with a verdict that was reached elsewhere, such as one that is held. */
    public static Findings of(Report report, Verdict verdict) {
        List<CellKey> proved =
                verdict.culprits().stream().map(culprit -> culprit.cell().key()).toList();
        return new Findings(report, verdict, Causes.of(report.evidence(), proved));
    }
}

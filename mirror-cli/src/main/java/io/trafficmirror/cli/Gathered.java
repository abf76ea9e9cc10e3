// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.compare.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What was read, and who of those behind a name gave nothing. Immutable.
 *
 * @param report the sum of what was read
 * @param asked how many were asked
 * @param missing who did not answer, and why
 */
record Gathered(Report report, int asked, List<String> missing) {
    private static final int MOST_NAMED = 3;
    private static final int ONE_IN = 10;
    private static final int LONGEST_REASON = 140;

    /** Copies the list. */
    Gathered {
        missing = List.copyOf(missing);
    }

    static Gathered of(Report report) {
        return new Gathered(report, 1, List.of());
    }

    /**
     * The sum of both.
     *
     * @throws IllegalArgumentException if they are of two experiments
     */
    Gathered plus(Gathered other) {
        List<String> all = new ArrayList<>(missing);
        all.addAll(other.missing);
        return new Gathered(report.plus(other.report), asked + other.asked, all);
    }

    /**
     * The findings, which are no PASS where more than a tenth did not answer: what those saw may be what fails. Of judges, one answer is enough: it has seen
     * what all have.
     */
    Findings judged(Findings findings) {
        Verdict verdict = findings.verdict();
        boolean enough = report.wholeFleet() || missing.size() * ONE_IN <= asked;
        if (enough || verdict.outcome() != Outcome.PASS) {
            return findings;
        }
        String reason = missing.size() + " of " + asked + " replicas did not answer: "
                + String.join(", ", missing.subList(0, Math.min(MOST_NAMED, missing.size())));
        Verdict open = new Verdict(
                Outcome.INSUFFICIENT,
                reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…",
                OptionalLong.empty(),
                verdict.logFail(),
                verdict.routes(),
                verdict.culprits());
        return Findings.of(findings.report(), open);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import java.util.OptionalLong;

/**
 * What a FAIL once was stays. Immutable.
 *
 * <p>The evidence for FAIL is an e-process, so that by Ville's inequality the probability that it ever reaches {@code 1/α} is at most α: its peak
 * decides, not its last value. One latch belongs to one place that judges all evidence of one experiment; latches of parts must not be merged, for each
 * part has its own chance to be wrong.
 *
 * @param logPeak the largest evidence for FAIL so far, as a natural logarithm
 * @param reason the reason at the peak
 * @since 0.1.0
 */
public record FailLatch(double logPeak, String reason) {
    /** Nothing judged yet. */
    public static final FailLatch OPEN = new FailLatch(Double.NEGATIVE_INFINITY, "");

    /** After one more look. */
    public FailLatch after(Verdict verdict) {
        return verdict.outcome() == Outcome.FAIL && verdict.logFail() > logPeak
                ? new FailLatch(verdict.logFail(), verdict.reason())
                : this;
    }

    /** The verdict, or FAIL where one was reached before. */
    public Verdict hold(Verdict verdict) {
        if (verdict.outcome() == Outcome.FAIL || logPeak == Double.NEGATIVE_INFINITY) {
            return verdict;
        }
        return new Verdict(
                Outcome.FAIL, reason, OptionalLong.of(0), verdict.logFail(), verdict.routes(), verdict.culprits());
    }
}

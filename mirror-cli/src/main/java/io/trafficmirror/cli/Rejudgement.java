// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.ComparingObserverBuilder;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.kafka.exchange.ExchangeRecord;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.MirrorName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares stored exchanges of one candidate, each at its own time. Confined to one thread. */
final class Rejudgement {
    private final ComparingObserver comparing;
    private final Judgement judgement;
    private final @Nullable String wanted;
    private @Nullable String candidate;
    private long nowMillis;
    private long compared;

    /**
     * A comparison.
     *
     * @param wanted of which candidate; null: of the only one
     */
    Rejudgement(ComparingObserverBuilder comparison, Judgement judgement, @Nullable String wanted) {
        this.comparing = comparison.clock(() -> nowMillis).build();
        this.judgement = judgement;
        this.wanted = wanted;
    }

    /**
     * Compares one, if it is of the candidate; tells whether it is.
     *
     * @throws SeveralCandidatesException if it is of another than those before, and none was named
     */
    boolean add(ExchangeRecord record) {
        String before = candidate;
        if (wanted != null && !wanted.equals(record.candidate())) {
            return false;
        }
        if (before != null && !before.equals(record.candidate())) {
            throw new SeveralCandidatesException(before, record.candidate());
        }
        candidate = record.candidate();
        List<MirrorName> mirrors =
                record.exchange().copies().stream().map(CopyResult::mirror).toList();
        if (comparing.interest(record.exchange().request(), mirrors) == Interest.BODIES) {
            nowMillis = record.atMillis();
            comparing.onExchange(record.exchange());
            compared++;
        }
        return true;
    }

    /** How many were compared. */
    long compared() {
        return compared;
    }

    /** What is found; null if there was none of the candidate. */
    @Nullable
    Findings findings() {
        String of = candidate;
        return of == null ? null : new LiveVerdict(comparing, of, judgement).look();
    }

    /** Results of two candidates are never mixed. */
    static final class SeveralCandidatesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SeveralCandidatesException(String one, String other) {
            super("--candidate: must name one, for there are exchanges of " + one + " and of " + other);
        }
    }
}

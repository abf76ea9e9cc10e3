// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.report.EvidenceSnapshot;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.FailLatch;
import io.trafficmirror.compare.verdict.Judge;
import io.trafficmirror.compare.verdict.JudgedCounts;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.compare.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what an observer sees, or what is put together from many, while it grows. What FAIL once was stays, until the experiment is begun anew. A look
 * that is asked for within a second of the last is that one. Takes no lock that a request's thread could need. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class LiveVerdict {
    private static final Logger LOG = LoggerFactory.getLogger(LiveVerdict.class);
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Supplier<Report> reports;
    private final LongSupplier resets;
    private final Runnable forget;
    private final Supplier<FailLatch> heldElsewhere;
    private final Judgement judgement;
    private final Judge judge;
    private final LongSupplier clock;

    @GuardedBy("this")
    private FailLatch latch = FailLatch.OPEN;

    @GuardedBy("this")
    private @Nullable Findings last;

    @GuardedBy("this")
    private long lastAt;

    /** Set before anybody else sees this object. */
    private @Nullable EvidenceSnapshot snapshot;

    /** What was kept of the lives before this one. */
    private volatile Evidence earlier = Evidence.NONE;

    /**
     * Judges.
     *
     * @param candidate what is judged, such as {@code orders 2.4.1}
     */
    public LiveVerdict(ComparingObserver observer, String candidate, Judgement judgement) {
        this(observer, candidate, judgement, System::nanoTime);
    }

    LiveVerdict(ComparingObserver observer, String candidate, Judgement judgement, LongSupplier clock) {
        this(
                () -> new Report(new Experiment(candidate, observer.settings() + " " + judgement), observer.evidence()),
                observer::resets,
                observer::reset,
                () -> FailLatch.OPEN,
                judgement,
                clock);
    }

    private LiveVerdict(
            Supplier<Report> reports,
            LongSupplier resets,
            Runnable forget,
            Supplier<FailLatch> heldElsewhere,
            Judgement judgement,
            LongSupplier clock) {
        this.reports = reports;
        this.resets = resets;
        this.forget = forget;
        this.heldElsewhere = heldElsewhere;
        this.judgement = judgement;
        this.judge = Judge.of(judgement);
        this.clock = clock;
    }

    /**
     * Judges, and goes on from what was kept of the same experiment before a restart; evidence of another candidate or of other settings is left alone, and
     * takes its place with the first {@link #save}. A FAIL is kept as soon as it is seen.
     *
     * @param candidate what is judged, such as {@code orders 2.4.1}
     * @throws IOException if the file can't be read, or holds no report
     */
    public static LiveVerdict continued(
            ComparingObserver observer, String candidate, Judgement judgement, EvidenceSnapshot snapshot)
            throws IOException {
        return continued(observer, candidate, judgement, snapshot, System::nanoTime);
    }

    static LiveVerdict continued(
            ComparingObserver observer,
            String candidate,
            Judgement judgement,
            EvidenceSnapshot snapshot,
            LongSupplier clock)
            throws IOException {
        LiveVerdict verdict = new LiveVerdict(observer, candidate, judgement, clock);
        Experiment experiment = verdict.reportSinceStart().experiment();
        verdict.earlier = snapshot.read()
                .filter(report -> report.experiment().equals(experiment))
                .map(Report::evidence)
                .orElse(Evidence.NONE);
        verdict.snapshot = snapshot;
        verdict.holdEarlier();
        return verdict;
    }

    /** A FAIL of the lives before, which what comes may outweigh before anybody looks. */
    private synchronized void holdEarlier() {
        latch = FailLatch.OPEN.after(judge.judge(JudgedCounts.of(earlier)));
    }

    /** The question that it answers. */
    public Judgement judgement() {
        return judgement;
    }

    /**
     * Judges a report of one experiment that grows elsewhere.
     *
     * @param reports the report as it is now; to be safe for concurrent use
     */
    public static LiveVerdict over(Supplier<Report> reports, Judgement judgement) {
        return over(reports, judgement, System::nanoTime);
    }

    /** The same with another clock, in nanoseconds from any origin. */
    public static LiveVerdict over(Supplier<Report> reports, Judgement judgement, LongSupplier clock) {
        return new LiveVerdict(reports, () -> 0, () -> {}, () -> FailLatch.OPEN, judgement, clock);
    }

    /**
     * Judges a report of one experiment that is put together elsewhere, and whose FAIL is held there.
     *
     * @param reports the report as it is now; to be safe for concurrent use
     * @param latches what was held of it so far; likewise
     */
    public static LiveVerdict over(Supplier<Report> reports, Supplier<FailLatch> latches, Judgement judgement) {
        return new LiveVerdict(reports, () -> 0, () -> {}, latches, judgement, System::nanoTime);
    }

    /** Looks at everything seen so far. */
    public synchronized Findings look() {
        long now = clock.getAsLong();
        Findings before = last;
        if (before != null && now - lastAt < FRESH_NANOS) {
            return before;
        }
        Report report = report();
        Verdict verdict = judge.judge(JudgedCounts.of(report.evidence()));
        boolean failsNow = latch.equals(FailLatch.OPEN) && verdict.outcome() == Outcome.FAIL;
        latch = latch.after(verdict);
        if (failsNow && snapshot != null) {
            try {
                snapshot.write(report);
            } catch (IOException e) {
                LOG.warn("A FAIL could not be kept; it would be forgotten by a restart", e);
            }
        }
        Findings findings = Findings.of(report, heldElsewhere.get().hold(latch.hold(verdict)));
        last = findings;
        lastAt = now;
        return findings;
    }

    /** The evidence so far, to be added to that of other replicas. */
    public Report report() {
        Evidence before = earlier;
        Report own = reportSinceStart();
        return before.equals(Evidence.NONE) ? own : new Report(own.experiment(), before.plus(own.evidence()));
    }

    /**
     * The evidence of this life alone, without what {@linkplain #continued was kept of those before}: for whoever adds up lives, and has what was sent in
     * them already.
     */
    public Report reportSinceStart() {
        return reports.get();
    }

    /**
     * Keeps the evidence so far, if this verdict {@linkplain #continued goes on from a file}; without one there is no effect. To be called now and then, and
     * before the end. Where a FAIL is held that the evidence of now does not show any more, the one that showed it stays.
     */
    public synchronized void save() throws IOException {
        EvidenceSnapshot to = snapshot;
        if (to == null) {
            return;
        }
        Report report = report();
        boolean fails = judge.judge(JudgedCounts.of(report.evidence())).outcome() == Outcome.FAIL;
        if (fails || latch.equals(FailLatch.OPEN)) {
            to.write(report);
        }
    }

    /** How often the experiment was begun anew, 0 or more: see {@link ComparingObserver#resets}. */
    public long resets() {
        return resets.getAsLong();
    }

    /** Begins the experiment anew: evidence and a held FAIL are forgotten, in the file too. */
    public synchronized void reset() {
        EvidenceSnapshot kept = snapshot;
        if (kept != null) {
            try {
                kept.delete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        earlier = Evidence.NONE;
        forget.run();
        latch = FailLatch.OPEN;
        last = null;
    }
}

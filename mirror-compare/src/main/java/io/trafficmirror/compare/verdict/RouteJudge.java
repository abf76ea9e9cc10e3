// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import io.trafficmirror.compare.evidence.BlockCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.statistics.BudgetTest;
import io.trafficmirror.compare.statistics.FixedSample;
import io.trafficmirror.compare.statistics.RateTest;
import io.trafficmirror.compare.statistics.RatioTest;
import io.trafficmirror.compare.statistics.SequentialMcNemar;
import java.util.List;
import java.util.OptionalLong;

/** Judges one route against its budget. Immutable. */
final class RouteJudge {
    /**
     * How often the control must have been seen to differ, alone or with the shadow, before pairs may vouch for a route. On a quiet route the
     * test without control is the stronger one, and it alone is asked: two tests with α each would have up to twice α together.
     */
    static final long NOISE = 10;

    private final double proved;
    private final double alpha;
    private final Budget budget;
    private final OptionalLong window;
    private final long runLength;
    private final BudgetTest above;
    private final BudgetTest below;
    private final RateTest rawBelow;
    private final RateTest rawAbove;
    private final RatioTest slower;

    RouteJudge(Judgement judgement, Budget budget) {
        this.alpha = judgement.alpha();
        this.proved = -Math.log(alpha);
        this.budget = budget;
        this.window = judgement.window();
        this.runLength = judgement.runLength();
        this.above = BudgetTest.above(budget.excess());
        this.below = BudgetTest.below(budget.excess());
        this.rawBelow = RateTest.below(budget.excess());
        this.rawAbove = RateTest.above(budget.excess());
        this.slower = RatioTest.above(budget.slower());
    }

    /**
     * Judges.
     *
     * @param weight the share of α that FAIL of this route alone may use, for what is still needed
     * @param share the part of α that this route has where the slow and the different ones are told
     */
    RouteVerdict judge(JudgedRoute counts, double weight, double share) {
        PairCounts pairs = counts.pairs();
        long noise = pairs.controlOnly() + pairs.both();
        double controlled = below.logEvidence(pairs.informative(), pairs.shadowOnly(), pairs.controlOnly());
        double raw = rawBelow.logEvidence(counts.exchanges(), counts.mismatches());
        boolean byRaw = window.isPresent() ? inWindow(counts) : raw >= proved;
        boolean byPairs = window.isEmpty() && controlled >= proved && noise >= NOISE;
        boolean passed = (byRaw && !rawRevoked(counts.blocks())) || (byPairs && !revoked(counts.blocks()));
        boolean isRevoked = (byRaw || byPairs) && !passed;
        double difference = SequentialMcNemar.logEvidence(pairs.shadowOnly(), pairs.controlOnly());
        return new RouteVerdict(
                counts,
                passed,
                isRevoked,
                difference + Math.log(share) >= proved,
                logFailLatency(counts) + Math.log(share) >= proved,
                passed ? OptionalLong.of(0) : needs(counts, weight, noise, isRevoked),
                difference,
                logFailBudget(pairs),
                controlled,
                raw);
    }

    double logFailBudget(PairCounts pairs) {
        return above.logEvidence(pairs.informative(), pairs.shadowOnly(), pairs.controlOnly());
    }

    double logFailLatency(JudgedRoute counts) {
        PairCounts latency = counts.latency();
        return slower.logEvidence(
                latency.shadowOnly(), latency.controlOnly(), latency.both(), Math.max(1, counts.latencyRecorders()));
    }

    /** {@link #logFailBudget} of a cell, judged with one less; where it can't be above zero, what is not worth its arithmetic. */
    double logFailCell(PairCounts pairs) {
        long shadowOnly = pairs.shadowOnly() - 1;
        if (shadowOnly - pairs.controlOnly() <= budget.excess() * pairs.informative()) {
            return Double.NEGATIVE_INFINITY;
        }
        return above.logEvidence(pairs.informative(), shadowOnly, pairs.controlOnly());
    }

    /** The test of the size that was fixed, and of no larger one: of the differences so far no more than these lay in the sample. */
    private boolean inWindow(JudgedRoute counts) {
        return counts.exchanges() >= window.orElseThrow() && mayPassInWindow(counts);
    }

    /** Whether so few differ that a whole sample in which no others do proves it. */
    private boolean mayPassInWindow(JudgedRoute counts) {
        long size = window.orElseThrow();
        return FixedSample.logLowerTail(size, Math.min(size, counts.mismatches()), budget.excess()) <= -proved;
    }

    private boolean rawRevoked(List<BlockCounts> blocks) {
        return rawAbove.logRestarted(blocks.stream()
                        .map(b -> new RateTest.Block(b.exchanges(), b.mismatches()))
                        .toList())
                >= Math.log((double) runLength);
    }

    private boolean revoked(List<BlockCounts> blocks) {
        return above.logRestarted(blocks.stream()
                        .map(BlockCounts::pairs)
                        .map(p -> new BudgetTest.Block(p.informative(), p.shadowOnly(), p.controlOnly()))
                        .toList())
                >= Math.log((double) runLength);
    }

    /** What PASS or FAIL needs, whichever is nearer. A PASS that was revoked has all that it could need. */
    private OptionalLong needs(JudgedRoute counts, double weight, long noise, boolean isRevoked) {
        PairCounts pairs = counts.pairs();
        OptionalLong needs = isRevoked ? OptionalLong.empty() : passNeeds(counts, noise);
        if (pairs.shadowOnly() > pairs.controlOnly()) {
            OptionalLong more =
                    above.needs(alpha * weight, pairs.informative(), pairs.shadowOnly(), pairs.controlOnly());
            needs = least(needs, more);
        }
        return needs;
    }

    private OptionalLong passNeeds(JudgedRoute counts, long noise) {
        if (window.isPresent()) {
            long left = window.getAsLong() - counts.exchanges();
            return left > 0 && mayPassInWindow(counts) ? OptionalLong.of(left) : OptionalLong.empty();
        }
        PairCounts pairs = counts.pairs();
        OptionalLong needs = rawBelow.needs(alpha, counts.exchanges(), counts.mismatches());
        if (noise > 0) {
            long first = noise >= NOISE ? 0 : (long) Math.ceil((double) (NOISE - noise) / noise * pairs.controlled());
            OptionalLong more = below.needs(alpha, pairs.informative(), pairs.shadowOnly(), pairs.controlOnly());
            needs = least(needs, more.isEmpty() ? more : OptionalLong.of(Math.max(first, more.getAsLong())));
        }
        return needs;
    }

    private static OptionalLong least(OptionalLong first, OptionalLong second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        return OptionalLong.of(Math.min(first.getAsLong(), second.getAsLong()));
    }
}

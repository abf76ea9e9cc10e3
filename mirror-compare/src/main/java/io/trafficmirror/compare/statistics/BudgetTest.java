// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import io.trafficmirror.compare.statistics.BetMixture.Bet;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Is the excess of one rate over another, in pairs, above or below a budget? Immutable.
 *
 * <p>Each pair gives {@code +1} (only the first differs), {@code -1} (only the second) or 0; the excess is the mean. A bet with
 * stake λ multiplies its capital by {@code 1 + λ(x - ε)} where it bets on more than ε, and by {@code 1 - λ(x - ε)} where it bets on
 * less: the betting martingales of Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting" (JRSS-B 2024,
 * arXiv 2010.09686), section 4.1. Their stakes learn from the past and so depend on the order; ours are a fixed mixture, so that the evidence
 * depends on counts only.
 *
 * <p>Stakes by default: {@value #BETS}, of equal weight, in geometric progression from ε to 0.95 of the limit beyond which the capital could
 * become negative, which is {@code 1 / (1 + ε)} for more and {@code 1 / (1 - ε)} for less. Other stakes may be given.
 *
 * <p>Valid at every look, and for dependent observations, as long as the mean of each, given the past, is on the null hypothesis' side of
 * ε. What bursts do when only the long-run mean is: see {@code docs/verdict.md}.
 *
 * @since 0.1.0
 */
public final class BudgetTest {
    private static final int BETS = 8;
    private static final double REACH = 0.95;

    private final double budget;
    private final List<Double> stakes;
    private final BetMixture mixture;

    private BudgetTest(double budget, List<Double> stakes, BetMixture mixture) {
        this.budget = budget;
        this.stakes = List.copyOf(stakes);
        this.mixture = mixture;
    }

    /**
     * Evidence against "the excess is at most the budget".
     *
     * @param budget ε, above 0 and below 1
     */
    public static BudgetTest above(double budget) {
        Counts.fraction(budget, "budget");
        return above(budget, geometric(budget, REACH / (1 + budget)));
    }

    /**
     * The same with stakes of one's own, each above 0 and below {@code 1 / (1 + budget)}, of equal weight.
     *
     * @param budget ε, above -1 and below 1
     * @throws IllegalArgumentException when a stake is outside
     */
    public static BudgetTest above(double budget, List<Double> stakes) {
        return of(budget, stakes, false);
    }

    /**
     * Evidence against "the excess is at least the budget".
     *
     * @param budget ε, above 0 and below 1
     */
    public static BudgetTest below(double budget) {
        Counts.fraction(budget, "budget");
        return below(budget, geometric(budget, REACH / (1 - budget)));
    }

    /**
     * The same with stakes of one's own, each above 0 and below {@code 1 / (1 - budget)}, of equal weight.
     *
     * @param budget ε, above -1 and below 1
     * @throws IllegalArgumentException when a stake is outside
     */
    public static BudgetTest below(double budget, List<Double> stakes) {
        return of(budget, stakes, true);
    }

    private static BudgetTest of(double budget, List<Double> stakes, boolean below) {
        if (!(budget > -1 && budget < 1)) {
            throw new IllegalArgumentException("budget: must be above -1 and below 1, was " + budget);
        }
        if (stakes.isEmpty()) {
            throw new IllegalArgumentException("stakes: must be at least one, was none");
        }
        double weight = 1.0 / stakes.size();
        List<Bet> bets = stakes.stream()
                .map(stake -> bet(weight, BigDecimal.valueOf(budget), below ? -stake : stake))
                .toList();
        return new BudgetTest(budget, stakes, BetMixture.of(bets));
    }

    private static Bet bet(double weight, BigDecimal budget, double signedStake) {
        BigDecimal stake = new BigDecimal(signedStake);
        BigDecimal plus = BigDecimal.ONE.add(stake.multiply(BigDecimal.ONE.subtract(budget)));
        BigDecimal minus = BigDecimal.ONE.subtract(stake.multiply(BigDecimal.ONE.add(budget)));
        if (signedStake == 0 || plus.signum() <= 0 || minus.signum() <= 0) {
            throw new IllegalArgumentException(
                    "stake: must be above 0 and leave capital, was " + Math.abs(signedStake));
        }
        return Bet.of(weight, plus, minus, BigDecimal.ONE.subtract(stake.multiply(budget)));
    }

    private static List<Double> geometric(double from, double to) {
        if (from >= to) {
            return List.of(to);
        }
        DoubleStream stakes = IntStream.range(0, BETS).mapToDouble(k -> from * Math.pow(to / from, k / (BETS - 1.0)));
        return stakes.boxed().toList();
    }

    /** ε, the excess that divides the two hypotheses. */
    public double budget() {
        return budget;
    }

    /** The stakes λ, in the order given. */
    public List<Double> stakes() {
        return stakes;
    }

    /**
     * The natural logarithm of the e-value; the null hypothesis is rejected at level α where it reaches {@code ln(1/α)}, at any look.
     *
     * @param pairs all pairs, 0..10<sup>15</sup>
     * @param firstOnly those in which only the first differs
     * @param secondOnly those in which only the second differs
     * @throws IllegalArgumentException when a count is negative or the parts are more than the pairs
     */
    public double logEvidence(long pairs, long firstOnly, long secondOnly) {
        Counts.check(pairs, "pairs", firstOnly, "firstOnly", secondOnly, "secondOnly");
        return mixture.logEvidence(firstOnly, secondOnly, pairs - firstOnly - secondOnly);
    }

    /**
     * How many more pairs bring the evidence to {@code ln(1/α)}, if they go on as they were.
     *
     * @return zero or more; empty where they would never, or where no pair was seen
     */
    public OptionalLong needs(double alpha, long pairs, long firstOnly, long secondOnly) {
        Counts.check(pairs, "pairs", firstOnly, "firstOnly", secondOnly, "secondOnly");
        if (pairs == 0) {
            return OptionalLong.empty();
        }
        long others = pairs - firstOnly - secondOnly;
        double n = pairs;
        return mixture.needs(
                -Math.log(Counts.fraction(alpha, "alpha")),
                firstOnly,
                secondOnly,
                others,
                firstOnly / n,
                secondOnly / n,
                others / n);
    }

    /**
     * The natural logarithm of the restarted evidence: the sum, over all blocks, of the e-value of what came since the beginning of that block.
     *
     * <p>What was seen before a change does not vouch for what comes after it. This is the e-detector of Shiryaev and Roberts of Shin, Ramdas and
     * Rinaldo, "E-detectors: a nonparametric framework for sequential change detection" (NEJSDS 2024, arXiv 2203.03532), definition 2.3, with
     * a restart at each block. An alarm where it reaches {@code ln L} comes, while the null hypothesis holds, on average not before L blocks. It
     * bounds the run length and not the probability of ever being wrong.
     *
     * <p>Blocks of several processes merge where they cover the same span of time, by addition of their counts. Old blocks may be left out: the evidence
     * becomes smaller by that, and the bound stays.
     *
     * @param blocks oldest first
     */
    public double logRestarted(List<Block> blocks) {
        return mixture.logRestarted(blocks.stream().map(Block::outcomes).toList());
    }

    /**
     * What was seen in one span of time.
     *
     * @param pairs all pairs
     * @param firstOnly those in which only the first differs
     * @param secondOnly those in which only the second differs
     */
    public record Block(long pairs, long firstOnly, long secondOnly) {
        /** Checks the counts. */
        public Block {
            Counts.check(pairs, "pairs", firstOnly, "firstOnly", secondOnly, "secondOnly");
        }

        private long[] outcomes() {
            return new long[] {firstOnly, secondOnly, pairs - firstOnly - secondOnly};
        }
    }
}

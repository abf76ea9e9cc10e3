// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import io.trafficmirror.compare.statistics.BetMixture.Bet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Is a rate below or above a limit? Immutable.
 *
 * <p>A mixture of likelihood ratios of alternatives {@code p_j} against the limit ε: {@code Σ w_j (p_j/ε)^m ((1-p_j)/(1-ε))^(n-m)}.
 * Each is a test martingale where the rate is ε (Wald, "Sequential tests of statistical hypotheses", 1945) and a supermartingale
 * on the whole far side of it, so that Ville's inequality holds at every look: Ramdas, Grünwald, Vovk and Shafer, "Game-theoretic statistics and
 * safe anytime-valid inference" (Statistical Science 2023, arXiv 2210.01948), section 3.
 *
 * <p>Valid at every look, and for dependent observations, as long as the rate of each, given the past, is on the far side of the limit.
 *
 * @since 0.1.0
 */
public final class RateTest {
    private static final List<Double> BELOW = List.of(0.0, 0.125, 0.25, 0.5, 0.75);
    private static final List<Double> BELOW_WEIGHTS = List.of(0.5, 0.125, 0.125, 0.125, 0.125);
    private static final List<Double> ABOVE = List.of(1.5, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0);

    private final double limit;
    private final BetMixture mixture;

    private RateTest(double limit, List<Bet> bets) {
        this.limit = limit;
        this.mixture = BetMixture.of(bets);
    }

    /**
     * Evidence against "the rate is at least the limit": alternatives 0, ε/8, ε/4, ε/2 and ¾ε with weights ½, ⅛, ⅛, ⅛ and ⅛.
     *
     * @param limit ε, above 0 and below 1
     */
    public static RateTest below(double limit) {
        Counts.fraction(limit, "limit");
        return new RateTest(
                limit,
                IntStream.range(0, BELOW.size())
                        .mapToObj(j -> bet(BELOW_WEIGHTS.get(j), limit, BELOW.get(j)))
                        .toList());
    }

    /**
     * Evidence against "the rate is at most the limit": alternatives of 1.5, 2, 4, 8 and so on to 128 times the limit, as far as they are below
     * one, of equal weight; where none is, halfway to one.
     *
     * @param limit ε, above 0 and below 1
     */
    public static RateTest above(double limit) {
        Counts.fraction(limit, "limit");
        List<Double> ratios = ABOVE.stream().filter(ratio -> ratio * limit < 1).toList();
        List<Double> used = ratios.isEmpty() ? List.of((1 + limit) / 2 / limit) : ratios;
        return new RateTest(
                limit,
                used.stream().map(ratio -> bet(1.0 / used.size(), limit, ratio)).toList());
    }

    private static Bet bet(double weight, double limit, double ratio) {
        BigDecimal epsilon = BigDecimal.valueOf(limit);
        BigDecimal times = new BigDecimal(ratio);
        BigDecimal other = BigDecimal.ONE
                .subtract(epsilon.multiply(times))
                .divide(BigDecimal.ONE.subtract(epsilon), new MathContext(48));
        return Bet.of(weight, times, other, BigDecimal.ONE);
    }

    /** ε, the rate that divides the two hypotheses. */
    public double limit() {
        return limit;
    }

    /**
     * The natural logarithm of the e-value; the null hypothesis is rejected at level α where it reaches {@code ln(1/α)}, at any look.
     *
     * @param trials all trials, 0..10<sup>15</sup>
     * @param hits those that count towards the rate
     * @throws IllegalArgumentException when a count is negative or there are more hits than trials
     */
    public double logEvidence(long trials, long hits) {
        Counts.check(trials, "trials", hits, "hits", 0, "others");
        return mixture.logEvidence(hits, trials - hits, 0);
    }

    /**
     * How many more trials bring the evidence to {@code ln(1/α)}, if hits go on at the rate seen; at rate zero where no trial was seen.
     *
     * @return zero or more; empty where they would never
     */
    public OptionalLong needs(double alpha, long trials, long hits) {
        Counts.check(trials, "trials", hits, "hits", 0, "others");
        double rate = trials == 0 ? 0 : (double) hits / trials;
        return mixture.needs(-Math.log(Counts.fraction(alpha, "alpha")), hits, trials - hits, 0, rate, 1 - rate, 0);
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
     * @param trials all trials
     * @param hits those that count towards the rate
     */
    public record Block(long trials, long hits) {
        /** Checks the counts. */
        public Block {
            Counts.check(trials, "trials", hits, "hits", 0, "others");
        }

        private long[] outcomes() {
            return new long[] {hits, trials - hits, 0};
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import io.trafficmirror.compare.statistics.BetMixture.Bet;
import java.math.BigDecimal;
import java.util.stream.IntStream;

/**
 * Is one rate more than a multiple of another, in pairs? Immutable.
 *
 * <p>With {@code x = 1} where the first has the event and {@code y = 1} where the second has it, the null hypothesis is that the mean of
 * {@code x - r y} is at most zero, for the ratio r. A bet with stake λ multiplies its capital by {@code 1 + λ(x - r y)}: the betting
 * martingale of Waudby-Smith and Ramdas (arXiv 2010.09686), with a fixed mixture of {@value #BETS} stakes of equal weight in geometric progression
 * from 0.01 to 0.95 of the limit {@code 1/r}. Valid at every look.
 *
 * @since 0.1.0
 */
public final class RatioTest {
    private static final int BETS = 8;
    private static final double SMALLEST = 0.01;
    private static final double REACH = 0.95;

    private final BetMixture mixture;

    private RatioTest(BetMixture mixture) {
        this.mixture = mixture;
    }

    /**
     * Evidence against "the first rate is at most {@code ratio} times the second".
     *
     * @param ratio 1 to 1000
     */
    public static RatioTest above(double ratio) {
        if (!(ratio >= 1 && ratio <= 1000)) {
            throw new IllegalArgumentException("ratio: must be 1..1000, was " + ratio);
        }
        return new RatioTest(BetMixture.of(IntStream.range(0, BETS)
                .mapToObj(k -> bet(SMALLEST * Math.pow(REACH / SMALLEST, k / (BETS - 1.0)) / ratio, ratio))
                .toList()));
    }

    private static Bet bet(double lambda, double ratio) {
        BigDecimal stake = new BigDecimal(lambda);
        BigDecimal times = new BigDecimal(ratio);
        return Bet.of(
                1.0 / BETS,
                BigDecimal.ONE.add(stake),
                BigDecimal.ONE.subtract(stake.multiply(times)),
                BigDecimal.ONE.add(stake.multiply(BigDecimal.ONE.subtract(times))));
    }

    /**
     * The natural logarithm of the e-value. Pairs in which neither has the event say nothing.
     *
     * @param firstOnly pairs in which only the first has the event, 0..10<sup>15</sup>
     * @param secondOnly only the second
     * @param both both
     */
    public double logEvidence(long firstOnly, long secondOnly, long both) {
        return logEvidence(firstOnly, secondOnly, both, 1);
    }

    /**
     * The same of pairs that several have seen, who may all have seen one event: each bet is worth the geometric mean of what it won with each of them,
     * which is at most the arithmetic mean, and that of e-values is one, however they depend on each other (Vovk and Wang, "E-values: calibration,
     * combination and applications", Annals of Statistics 49 (2021), section 4).
     *
     * @param observers how many have seen them, 1..10<sup>15</sup>
     */
    public double logEvidence(long firstOnly, long secondOnly, long both, long observers) {
        Counts.check(firstOnly, "firstOnly");
        Counts.check(secondOnly, "secondOnly");
        Counts.check(both, "both");
        if (observers < 1) {
            throw new IllegalArgumentException("observers: must be 1 or more, was " + observers);
        }
        return mixture.logEvidence(firstOnly, secondOnly, both, observers);
    }
}

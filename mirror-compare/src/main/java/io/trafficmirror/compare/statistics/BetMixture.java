// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;

/**
 * A fixed mixture of bets on outcomes of three sorts. Immutable.
 *
 * <p>A bet multiplies its capital, at each observation, by the factor of the outcome; a factor's mean is at most one where the null
 * hypothesis holds. The evidence is the mean capital of all bets. Since bets never change, it depends on how often each outcome was
 * seen and on nothing else: not on their order, nor on who saw them.
 */
final class BetMixture {
    private final List<Bet> bets;

    private BetMixture(List<Bet> bets) {
        this.bets = List.copyOf(bets);
    }

    static BetMixture of(List<Bet> bets) {
        return new BetMixture(bets);
    }

    /**
     * The logarithm of the evidence.
     *
     * @param first how often the outcome of a bet's first factor was seen
     * @param second of its second
     * @param third of its third
     */
    double logEvidence(long first, long second, long third) {
        return logEvidence(first, second, third, 1);
    }

    /**
     * The same of observations of several observers, with the geometric mean of what each bet won with each of them.
     *
     * @param observers how many, 1 or more
     */
    double logEvidence(long first, long second, long third, long observers) {
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (Bet bet : bets) {
            double won = LogFactor.sum(bet.first, first, bet.second, second, bet.third, third);
            double log = bet.logWeight + won / observers;
            if (log > high) {
                sum = sum * Math.exp(high - log) + 1;
                high = log;
            } else if (log != Double.NEGATIVE_INFINITY) {
                sum += Math.exp(log - high);
            }
        }
        return high + Math.log(sum);
    }

    /**
     * How many more observations bring the evidence to a target, if outcomes go on at given rates.
     *
     * <p>Each bet's capital then grows or falls by a constant rate, and the logarithm of their sum is convex: Newton's method, begun
     * where the quickest single bet alone is there, comes down to the answer and never goes below it.
     *
     * @return zero or more; empty where no bet grows
     */
    OptionalLong needs(double target, long first, long second, long third, double a, double b, double c) {
        double[] capital = new double[bets.size()];
        double[] growth = new double[bets.size()];
        double x = Double.POSITIVE_INFINITY;
        for (int i = 0; i < capital.length; i++) {
            Bet bet = bets.get(i);
            capital[i] = bet.logCapital(first, second, third);
            growth[i] = times(bet.first, a) + times(bet.second, b) + times(bet.third, c);
            if (growth[i] > 0 && capital[i] > Double.NEGATIVE_INFINITY) {
                x = Math.min(x, (target - capital[i]) / growth[i]);
            }
        }
        if (x > Counts.MAX) {
            return OptionalLong.empty();
        }
        for (int step = 0; step < 20 && x > 0; step++) {
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < capital.length; i++) {
                high = Math.max(high, capital[i] + growth[i] * x);
            }
            double sum = 0;
            double slope = 0;
            for (int i = 0; i < capital.length; i++) {
                double share = capital[i] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(capital[i] + growth[i] * x - high);
                sum += share;
                slope += share == 0 ? 0 : share * growth[i];
            }
            double down = (high + Math.log(sum) - target) / (slope / sum);
            if (!(down > 1e-3)) {
                break;
            }
            x -= down;
        }
        return OptionalLong.of((long) Math.ceil(Math.max(0, x - 1e-3)));
    }

    private static double times(LogFactor factor, double rate) {
        return rate == 0 ? 0 : factor.high() * rate;
    }

    /**
     * The logarithm of the sum, over all blocks, of the evidence gained since the beginning of that block.
     *
     * @param blocks how often each of the three outcomes was seen, oldest first
     */
    double logRestarted(List<long[]> blocks) {
        double sum = Double.NEGATIVE_INFINITY;
        for (Bet bet : bets) {
            double detector = Double.NEGATIVE_INFINITY;
            for (long[] block : blocks) {
                detector = LogSum.of(detector, 0) + bet.logCapital(block[0], block[1], block[2]) - bet.logWeight;
            }
            sum = LogSum.of(sum, bet.logWeight + detector);
        }
        return sum;
    }

    /** One bet: the logarithm of its share of the capital, and of its three factors. */
    record Bet(double logWeight, LogFactor first, LogFactor second, LogFactor third) {
        static Bet of(double weight, BigDecimal first, BigDecimal second, BigDecimal third) {
            return new Bet(Math.log(weight), LogFactor.of(first), LogFactor.of(second), LogFactor.of(third));
        }

        double logCapital(long i, long j, long k) {
            return logWeight + LogFactor.sum(first, i, second, j, third, k);
        }
    }
}

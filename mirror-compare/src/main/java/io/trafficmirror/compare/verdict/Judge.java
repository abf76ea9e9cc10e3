// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.statistics.EBenjaminiHochberg;
import io.trafficmirror.compare.statistics.SequentialMcNemar;
import io.trafficmirror.compare.statistics.WeightedMean;
import io.trafficmirror.compare.verdict.Verdict.Culprit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Answers the question from counts. Immutable, safe for concurrent use; keeps nothing from one look to the next.
 *
 * <p>FAIL is one averaged e-process over everything that may fail. Its weights are fixed before the data: a half for the cells, in equal shares of
 * the table's cap; an eighth for differences with budget zero on all routes together, an eighth for those of each route, an eighth for
 * the excess of each route, a sixteenth for latency, and a sixteenth for a candidate that is down, each in equal shares of the routes. PASS is the
 * intersection of all routes and needs no correction.
 */
public final class Judge {
    private static final double LN_2 = Math.log(2);

    /** The natural logarithm of evidence that is worth its arithmetic. */
    private static final double LEAST = 2;

    private static final int LISTED = 500;
    private static final double CELLS = 1.0 / 2;
    private static final double STRICT = 1.0 / 8;
    private static final double STRICT_BY_ROUTE = 1.0 / 8;
    private static final double EXCESS = 1.0 / 8;
    private static final double LATENCY = 1.0 / 16;
    private static final double DOWN = 1.0 / 16;

    private final Judgement judgement;
    private final double proved;
    private final Map<Budget, RouteJudge> judges = new HashMap<>();

    private Judge(Judgement judgement) {
        this.judgement = judgement;
        this.proved = -Math.log(judgement.alpha());
        judges.put(judgement.budget(), new RouteJudge(judgement, judgement.budget()));
        judgement.routes().values().forEach(b -> judges.computeIfAbsent(b, x -> new RouteJudge(judgement, x)));
    }

    /** A judge for one question. */
    public static Judge of(Judgement judgement) {
        return new Judge(judgement);
    }

    /** Looks at all there is. */
    public Verdict judge(JudgedCounts evidence) {
        Map<String, JudgedRoute> routes = new TreeMap<>();
        judgement.required().forEach(name -> routes.put(name, JudgedRoute.none(name)));
        evidence.routes().forEach(counts -> routes.put(counts.route(), counts));
        double share = 1.0 / Math.max(1, routes.size());
        List<RouteVerdict> single = routes.values().stream()
                .map(counts -> judgeOf(counts.route()).judge(counts, EXCESS * share, share))
                .toList();
        Failure failure = new Failure();
        failRoutes(failure, routes, share);
        double[] logs = failCells(failure, evidence.cells());
        double logFail = failure.mean.logEvidence();
        List<Culprit> culprits = culprits(evidence.cells(), logs);
        if (logFail >= proved) {
            return new Verdict(Outcome.FAIL, failure.reason, OptionalLong.of(0), logFail, single, culprits);
        }
        return Passing.of(judgement, single)
                .map(open -> new Verdict(Outcome.INSUFFICIENT, open.reason(), open.needs(), logFail, single, culprits))
                .orElseGet(() -> new Verdict(
                        Outcome.PASS,
                        Passing.reason(judgement, single),
                        OptionalLong.of(0),
                        logFail,
                        single,
                        culprits));
    }

    private RouteJudge judgeOf(String route) {
        Budget budget = judgement.budget(route);
        RouteJudge judge = judges.get(budget);
        return judge == null ? new RouteJudge(judgement, budget) : judge;
    }

    private void failRoutes(Failure failure, Map<String, JudgedRoute> routes, double share) {
        PairCounts all = PairCounts.NONE;
        for (JudgedRoute counts : routes.values()) {
            String route = counts.route();
            RouteJudge judge = judgeOf(route);
            PairCounts strict = counts.strict();
            all = all.plus(strict);
            failure.add(
                    STRICT_BY_ROUTE * share,
                    difference(strict),
                    route,
                    "",
                    "status, type or missing field, " + said(strict));
            failure.add(
                    EXCESS * share,
                    judge.logFailBudget(counts.pairs()),
                    route,
                    "",
                    "excess above " + Reason.percent(judgement.budget(route).excess()) + ", " + said(counts.pairs()));
            failure.add(
                    LATENCY * share,
                    judge.logFailLatency(counts.latency()),
                    route,
                    "",
                    "slower, " + said(counts.latency()));
            failure.add(
                    DOWN * share,
                    SequentialMcNemar.logEvidence(counts.failures(), counts.exchanges() - counts.failures()),
                    route,
                    "",
                    "no response to " + Reason.number(counts.failures()) + " of " + Reason.number(counts.exchanges())
                            + " copies");
        }
        failure.add(STRICT, difference(all), "all routes", "", "status, type or missing field, " + said(all));
    }

    /** The evidence of each that it differs more in the shadow. */
    private double[] failCells(Failure failure, List<JudgedCell> cells) {
        double weight = CELLS / Math.max(judgement.cells(), cells.size());
        double[] logs = new double[cells.size()];
        for (int i = 0; i < logs.length; i++) {
            JudgedCell cell = cells.get(i);
            PairCounts pairs = cell.pairs();
            logs[i] = oneLess(pairs);
            if (logs[i] > Double.NEGATIVE_INFINITY) {
                double log = cell.key().kind().isStructural()
                        ? logs[i]
                        : judgeOf(cell.route()).logFailCell(pairs);
                if (log > Double.NEGATIVE_INFINITY) {
                    failure.add(weight, log, cell);
                }
            }
        }
        return logs;
    }

    private List<Culprit> culprits(List<JudgedCell> cells, double[] logs) {
        List<Culprit> culprits = new ArrayList<>();
        for (int i : EBenjaminiHochberg.rejected(logs, listed(logs.length), judgement.alpha())) {
            culprits.add(new Culprit(cells.get(i), logs[i]));
        }
        return culprits;
    }

    /**
     * Among how many hypotheses the culprits are sought. The list is good for one look, so that the number need not be that of all there may ever be; it is
     * fixed up to {@value #LISTED} rows, and for more of them it is the number of those there are.
     */
    private int listed(int rows) {
        return Math.max(Math.min(LISTED, judgement.cells()), rows);
    }

    private static double difference(PairCounts pairs) {
        return SequentialMcNemar.logEvidence(pairs.shadowOnly(), pairs.controlOnly());
    }

    /** A cell exists because a difference was seen: that one is no evidence. Where too little is left, nothing is added. */
    private static double oneLess(PairCounts pairs) {
        long shadowOnly = pairs.shadowOnly() - 1;
        return worth(shadowOnly, pairs.controlOnly())
                ? SequentialMcNemar.logEvidence(shadowOnly, pairs.controlOnly())
                : Double.NEGATIVE_INFINITY;
    }

    /**
     * Whether the evidence can be more than e²: any of the tests is at most the largest likelihood ratio, whose logarithm is at most
     * {@code ln2 (b-c)²/(b+c)}. Most cells are noise, and a look at 100,000 of them must be quick; leaving out evidence never makes a verdict wrong.
     */
    private static boolean worth(long shadowOnly, long controlOnly) {
        double lead = (double) shadowOnly - controlOnly;
        return lead > 0 && LN_2 * lead * lead >= LEAST * (shadowOnly + controlOnly);
    }

    private static String said(PairCounts pairs) {
        return "shadow alone " + Reason.number(pairs.shadowOnly()) + ", control alone "
                + Reason.number(pairs.controlOnly()) + " of " + Reason.number(pairs.controlled());
    }

    /** The averaged evidence, and where most of it comes from. */
    private static final class Failure {
        private final WeightedMean mean = new WeightedMean();
        private double largest = Double.NEGATIVE_INFINITY;
        private String reason = "";

        void add(double weight, double log, String route, String path, String said) {
            mean.add(weight, log);
            if (Math.log(weight) + log > largest) {
                largest = Math.log(weight) + log;
                reason = Reason.of(route, path, said);
            }
        }

        void add(double weight, double log, JudgedCell cell) {
            mean.add(weight, log);
            if (Math.log(weight) + log > largest) {
                largest = Math.log(weight) + log;
                reason = Reason.of(cell.route(), cell.path(), cell.key().what() + ", " + said(cell.pairs()));
            }
        }
    }
}

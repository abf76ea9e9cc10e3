// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.statistics.EBenjaminiHochberg;
import io.trafficmirror.compare.statistics.SequentialMcNemar;
import io.trafficmirror.compare.verdict.Verdict.Culprit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Answers the question from counts. Immutable, safe for concurrent use; keeps nothing from one look to the next.
 *
 * <p>FAIL is one averaged e-process over everything that may fail. Its weights are fixed before the data: a half for the cells, in equal shares of
 * the table's cap; an eighth for differences with budget zero on all routes together, an eighth for those of each route, an eighth for
 * the excess of each route, a sixteenth for latency, and a sixteenth for a candidate that is down, each in equal shares of the routes. PASS is the
 * intersection of all routes and needs no correction.
 *
 * @since 0.1.0
 */
public final class Judge {
    private static final double LN_2 = Math.log(2);

    private static final int LISTED = 500;

    /** Among so many rows at least a culprit of a route is sought that is proved to fail: a family whose common hypothesis is rejected is looked into again. */
    private static final int ROWS_OF_A_ROUTE = 64;

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
        double logFail = failure.logEvidence();
        List<Culprit> culprits = culprits(evidence.cells(), logs, failure, logFail >= proved);
        if (logFail >= proved) {
            String reason = failure.reason(evidence.cells(), logs);
            return new Verdict(Outcome.FAIL, reason, OptionalLong.of(0), logFail, single, culprits);
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
            failure.addRoute(
                    STRICT_BY_ROUTE * share,
                    difference(strict),
                    route,
                    true,
                    "status, type or missing field, " + said(strict));
            failure.addRoute(
                    EXCESS * share,
                    judge.logFailBudget(counts.pairs()),
                    route,
                    false,
                    "excess above " + Reason.percent(judgement.budget(route).excess()) + ", " + said(counts.pairs()));
            failure.add(LATENCY * share, judge.logFailLatency(counts), route, "slower, " + said(counts.latency()));
            failure.add(
                    DOWN * share,
                    SequentialMcNemar.logEvidence(counts.failures(), counts.exchanges() - counts.failures()),
                    route,
                    "no response to " + Reason.number(counts.failures()) + " of " + Reason.number(counts.exchanges())
                            + " copies");
        }
        failure.addAllRoutes(STRICT, difference(all), "status, type or missing field, " + said(all));
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

    /** The rows that are proved to differ among all; where a FAIL has one route, also those that are so among the rows of that route. */
    private List<Culprit> culprits(List<JudgedCell> cells, double[] logs, Failure failure, boolean failed) {
        Set<Integer> chosen = new TreeSet<>(
                Comparator.<Integer>comparingDouble(i -> -logs[i]).thenComparing(Comparator.naturalOrder()));
        for (int i : EBenjaminiHochberg.rejected(logs, listed(logs.length), judgement.alpha())) {
            chosen.add(i);
        }
        if (failed) {
            int to = 0;
            for (int from = 0; from < logs.length; from = to) {
                to = endOfRoute(cells, from);
                if (failure.isProved(cells.get(from).route(), proved)) {
                    double[] ofRoute = Arrays.copyOfRange(logs, from, to);
                    int among = Math.max(ROWS_OF_A_ROUTE, ofRoute.length);
                    for (int i : EBenjaminiHochberg.rejected(ofRoute, among, judgement.alpha())) {
                        chosen.add(from + i);
                    }
                }
            }
        }
        return chosen.stream().map(i -> new Culprit(cells.get(i), logs[i])).toList();
    }

    private static int endOfRoute(List<JudgedCell> cells, int from) {
        String route = cells.get(from).route();
        int to = from + 1;
        while (to < cells.size() && cells.get(to).route().equals(route)) {
            to++;
        }
        return to;
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
    private double oneLess(PairCounts pairs) {
        long shadowOnly = pairs.shadowOnly() - 1;
        return worth(shadowOnly, pairs.controlOnly())
                ? SequentialMcNemar.logEvidence(shadowOnly, pairs.controlOnly())
                : Double.NEGATIVE_INFINITY;
    }

    /**
     * Whether the evidence can reach 1/α, below which no list of culprits has a row: any of the tests is at most the largest likelihood ratio, whose
     * logarithm is at most {@code ln2 (b-c)²/(b+c)}. Most cells are noise, and a look at 100,000 of them must be quick; leaving out evidence never makes a
     * verdict wrong.
     */
    private boolean worth(long shadowOnly, long controlOnly) {
        double lead = (double) shadowOnly - controlOnly;
        return lead > 0 && LN_2 * lead * lead >= proved * (shadowOnly + controlOnly);
    }

    static String said(PairCounts pairs) {
        return "shadow alone " + Reason.number(pairs.shadowOnly()) + ", control alone "
                + Reason.number(pairs.controlOnly()) + " of " + Reason.number(pairs.controlled());
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import io.trafficmirror.compare.statistics.WeightedMean;
import java.util.List;
import java.util.TreeMap;

/** The averaged evidence for FAIL, and where most of it comes from. Confined to one look. */
final class Failure {
    private static final String ALL = "all routes";

    private final WeightedMean mean = new WeightedMean();
    private final TreeMap<String, Double> largestOfRoute = new TreeMap<>();
    private double largest = Double.NEGATIVE_INFINITY;
    private double unweighted = Double.NEGATIVE_INFINITY;
    private String route = "";
    private String path = "";
    private String said = "";
    /** Which rows the largest evidence may come from; none where it is a row itself, or of no row at all. */
    private Rows rows = Rows.NONE;

    private enum Rows {
        NONE,
        STRUCTURAL,
        ANY
    }

    /** Evidence that no row explains: times, and responses that did not come. */
    void add(double weight, double log, String ofRoute, String text) {
        if (add(weight, log)) {
            keep(ofRoute, Rows.NONE, text);
        }
    }

    /** Evidence of a route as a whole; {@code strict}: of its structural rows. */
    void addRoute(double weight, double log, String ofRoute, boolean strict, String text) {
        if (add(weight, log)) {
            keep(ofRoute, strict ? Rows.STRUCTURAL : Rows.ANY, text);
        }
        largestOfRoute.merge(ofRoute, Math.log(weight) + log, Math::max);
    }

    /** Evidence of the structural rows of all routes together. */
    void addAllRoutes(double weight, double log, String text) {
        if (add(weight, log)) {
            keep(ALL, Rows.STRUCTURAL, text);
        }
    }

    /** Evidence of one row. */
    void add(double weight, double log, JudgedCell cell) {
        if (add(weight, log)) {
            keep(cell.route(), Rows.NONE, cell.key().what() + ", " + Judge.said(cell.pairs()));
            path = cell.path();
        }
    }

    private boolean add(double weight, double log) {
        mean.add(weight, log);
        if (Math.log(weight) + log <= largest) {
            return false;
        }
        largest = Math.log(weight) + log;
        unweighted = log;
        return true;
    }

    private void keep(String ofRoute, Rows from, String text) {
        route = ofRoute;
        path = "";
        rows = from;
        said = text;
    }

    double logEvidence() {
        return mean.logEvidence();
    }

    /** Whether one of the sums over a route is enough by itself. */
    boolean isProved(String ofRoute, double proved) {
        return largestOfRoute.getOrDefault(ofRoute, Double.NEGATIVE_INFINITY) >= proved;
    }

    /**
     * Where most of the evidence comes from. Where it is the sum over a route, and one row has most of it, that row is named.
     *
     * @param logs the evidence of each row
     */
    String reason(List<JudgedCell> cells, double[] logs) {
        int leading = -1;
        for (int i = 0; i < logs.length; i++) {
            if (mayBe(cells.get(i)) && logs[i] > (leading < 0 ? unweighted / 2 : logs[leading])) {
                leading = i;
            }
        }
        if (leading >= 0) {
            JudgedCell cell = cells.get(leading);
            return Reason.of(cell.route(), cell.path(), cell.key().what() + ", " + Judge.said(cell.pairs()));
        }
        return Reason.of(route, path, said);
    }

    private boolean mayBe(JudgedCell cell) {
        return rows != Rows.NONE
                && (rows == Rows.ANY || cell.key().kind().isStructural())
                && (route.equals(ALL) || cell.route().equals(route));
    }
}

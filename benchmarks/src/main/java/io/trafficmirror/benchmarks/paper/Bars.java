// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot of horizontal bars with whiskers from least to most, as SVG that is readable on light and on dark. Confined to one thread. */
public final class Bars {
    private static final int WIDTH = 820;
    private static final int LEFT = 300;
    private static final int RIGHT = 130;
    private static final int ROW = 22;
    private static final int TOP = 46;
    private static final String STYLE = """
            <style>
              text { font: 12px system-ui, sans-serif; fill: #24292f }
              .title { font-weight: 600; font-size: 14px }
              .group { font-weight: 600 }
              .bar { fill: #8c959f }
              .ours { fill: #1a7f37 }
              .line { stroke: #24292f; stroke-width: 1.2 }
              .one { stroke: #6e7781; stroke-dasharray: 3 3 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 }
                .bar { fill: #6e7681 }
                .ours { fill: #3fb950 }
                .line { stroke: #e6edf3 }
                .one { stroke: #8b949e }
              }
            </style>
            """;

    private final String title;
    private final String format;
    private final List<Row> rows = new ArrayList<>();
    private boolean logarithmic;

    private record Row(String label, Spread spread, boolean ours) {
        boolean isHead() {
            return spread.isEmpty();
        }
    }

    /**
     * An empty plot.
     *
     * @param format of the figure beside each bar, such as {@code %.2f}
     */
    public Bars(String title, String format) {
        this.title = title;
        this.format = format;
    }

    /** Makes the scale logarithmic. */
    public Bars logarithmic() {
        logarithmic = true;
        return this;
    }

    /** A heading between bars. */
    public Bars group(String label) {
        rows.add(new Row(label, Spread.of(), false));
        return this;
    }

    /** One bar; nothing if there are no figures. */
    public Bars bar(String label, Spread spread, boolean ours) {
        if (!spread.isEmpty()) {
            rows.add(new Row(label, spread, ours));
        }
        return this;
    }

    /** What it shows. */
    public String title() {
        return title;
    }

    /** Whether there is nothing to see. */
    public boolean isEmpty() {
        return rows.stream().allMatch(Row::isHead);
    }

    /** The whole file. A dashed line marks 1 where it is on the scale. */
    public String svg() {
        double most = rows.stream()
                .mapToDouble(row -> row.spread().most())
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double least = rows.stream()
                .mapToDouble(row -> row.spread().least())
                .filter(v -> v > 0)
                .min()
                .orElse(1);
        double floor = logarithmic ? Math.pow(10, Math.floor(Math.log10(least))) : 0;
        int height = TOP + rows.size() * ROW + 12;
        StringBuilder svg = new StringBuilder();
        put(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, height);
        put(svg, "<title>%s</title>%n", title);
        svg.append(STYLE);
        put(svg, "<text class=\"title\" x=\"8\" y=\"22\">%s</text>%n", title);
        if (1 >= floor && 1 <= most) {
            double x = x(1, floor, most);
            put(svg, "<line class=\"one\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n", x, x, TOP - 8, height - 8);
        }
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), TOP + i * ROW, floor, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private void row(StringBuilder svg, Row row, int y, double floor, double most) {
        if (row.isHead()) {
            put(svg, "<text class=\"group\" x=\"8\" y=\"%d\">%s</text>%n", y + 14, row.label());
            return;
        }
        Spread spread = row.spread();
        double end = x(spread.median(), floor, most);
        double from = x(spread.least(), floor, most);
        double to = x(spread.most(), floor, most);
        double middle = y + ROW / 2.0 - 2;
        put(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n", LEFT - 8, y + 14, row.label());
        put(
                svg,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                row.ours() ? "ours" : "bar",
                LEFT,
                y + 2,
                Math.max(1, end - LEFT),
                ROW - 8);
        put(svg, "<line class=\"line\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>%n", from, to, middle, middle);
        put(svg, "<text x=\"%.1f\" y=\"%d\">%s</text>%n", Math.max(end, to) + 8, y + 14, spread.median(format));
    }

    private double x(double value, double floor, double most) {
        double share = logarithmic
                ? Math.log(Math.max(value, floor) / floor) / Math.log(Math.max(most / floor, 10))
                : value / Math.max(most, 1);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static void put(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}

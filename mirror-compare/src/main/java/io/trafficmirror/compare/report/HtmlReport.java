// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.verdict.RouteVerdict;
import io.trafficmirror.compare.verdict.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * Findings as one file of HTML: no script, nothing that is loaded, and a policy in it that forbids both. Names that came with requests are text, and can't
 * become markup. Stateless.
 *
 * @since 0.1.0
 */
public final class HtmlReport {
    private static final int MOST_ROWS = 200;

    private static final String STYLE =
            "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
                    + "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc}"
                    + "td.n{text-align:right;font-variant-numeric:tabular-nums}code{font-size:90%}"
                    + ".PASS{color:#0a6b2d}.FAIL{color:#b00020}.INSUFFICIENT{color:#7a5b00}"
                    + "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}.PASS{color:#5fd38a}.FAIL{color:#ff7b8a}.INSUFFICIENT{color:#f0c94d}}";

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>""";

    private HtmlReport() {}

    /** The document. */
    public static String of(Findings findings) {
        Verdict verdict = findings.verdict();
        String candidate = text(findings.report().experiment().candidate());
        StringBuilder html = new StringBuilder(HEAD);
        html.append(verdict.outcome())
                .append(": ")
                .append(candidate)
                .append("</title>\n<style>")
                .append(STYLE);
        html.append("</style>\n</head>\n<body>\n<h1><span class=\"")
                .append(verdict.outcome())
                .append("\">");
        html.append(verdict.outcome()).append("</span> ").append(candidate).append("</h1>\n<p>");
        html.append(text(verdict.reason())).append("</p>\n");
        verdict.needs()
                .ifPresent(needs ->
                        html.append(needs > 0 ? "<p>Needs about " + number(needs) + " exchanges more.</p>\n" : ""));
        causes(findings, html);
        List<String> rules = ProposedRules.of(findings.report().evidence());
        if (!rules.isEmpty()) {
            html.append(
                    "<p>Without a control this may be noise. If it is, under <code>comparison.rules</code>:</p>\n<pre>");
            rules.forEach(rule -> html.append(text(rule)).append('\n'));
            html.append("</pre>\n");
        }
        routes(verdict, html);
        return html.append("</body>\n</html>\n").toString();
    }

    private static void causes(Findings findings, StringBuilder html) {
        if (findings.causes().isEmpty() && findings.verdict().slower().isEmpty()) {
            html.append("<p>Nothing is proved to differ.</p>\n");
            return;
        }
        html.append(
                "<h2>What differs</h2>\n<table>\n<tr><th>Where<th>What<th>Shadow<th>Control<th>Of<th>In common</tr>\n");
        for (Cause cause : findings.causes()
                .subList(0, Math.min(MOST_ROWS, findings.causes().size()))) {
            CellCounts counts = cause.evidence().counts();
            String common = cause.attribute()
                    .map(a -> Math.round(a.share() * 100) + " % have <code>" + text(a.attribute()) + "</code>, others "
                            + Math.round(a.otherShare() * 100) + " %")
                    .orElse("");
            row(
                    html,
                    code(cause.key().route()) + " " + code(cause.key().path()),
                    text(cause.key().what()),
                    counts.shadow(),
                    counts.control(),
                    cause.exchanges(),
                    common);
        }
        for (RouteVerdict route : findings.verdict().slower()) {
            PairCounts pairs = route.counts().latency();
            row(
                    html,
                    code(route.counts().route()),
                    "slower than the control's p99",
                    pairs.shadowOnly() + pairs.both(),
                    pairs.controlOnly() + pairs.both(),
                    pairs.controlled(),
                    "");
        }
        html.append("</table>\n");
    }

    private static void row(
            StringBuilder html, String where, String what, long shadow, long control, long of, String common) {
        html.append("<tr><td>").append(where).append("<td>").append(what);
        html.append(cell(shadow)).append(cell(control)).append(cell(of));
        html.append("<td>").append(common).append("</tr>\n");
    }

    private static void routes(Verdict verdict, StringBuilder html) {
        html.append(
                "<h2>Routes</h2>\n<table>\n<tr><th>Route<th>Compared<th>Differ<th>Failed<th>Not compared<th></tr>\n");
        verdict.routes().stream().limit(MOST_ROWS).forEach(route -> {
            html.append("<tr><td>").append(code(route.counts().route()));
            html.append(cell(route.counts().exchanges()))
                    .append(cell(route.counts().mismatches()));
            html.append(cell(route.counts().failures()))
                    .append(cell(route.counts().dropped()));
            html.append("<td>").append(route.passed() ? "passed" : route.revoked() ? "revoked" : "open");
            html.append("</tr>\n");
        });
        html.append("</table>\n");
    }

    private static String cell(long count) {
        return "<td class=\"n\">" + number(count);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String code(String text) {
        return "<code>" + text(text) + "</code>";
    }

    /** Text as HTML, without control characters. */
    private static String text(String raw) {
        StringBuilder safe = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    boolean hidden = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
                    safe.appendCodePoint(hidden ? '?' : c);
                }
            }
        });
        return safe.toString();
    }
}

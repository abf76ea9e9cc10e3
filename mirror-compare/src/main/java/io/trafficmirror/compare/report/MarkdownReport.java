// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.verdict.RouteVerdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Findings as Markdown, for a pull request. Names that came with requests are code, and can't become markup. Stateless.
 *
 * @since 0.1.0
 */
public final class MarkdownReport {
    private static final int MOST_ROWS = 50;

    private MarkdownReport() {}

    /** The text. */
    public static String of(Findings findings) {
        StringBuilder text = new StringBuilder();
        text.append("## ")
                .append(findings.verdict().outcome())
                .append(": ")
                .append(code(findings.report().experiment().candidate()))
                .append("\n\n")
                .append(code(findings.verdict().reason()))
                .append("\n\n");
        findings.verdict()
                .needs()
                .ifPresent(needs -> text.append(
                        needs > 0 ? String.format(Locale.ROOT, "Needs about %,d exchanges more.%n%n", needs) : ""));
        causes(findings, text);
        List<String> rules = ProposedRules.of(findings.report().evidence());
        if (!rules.isEmpty()) {
            text.append("Without a control this may be noise. If it is, under `comparison.rules`:\n\n```yaml\n");
            rules.forEach(rule -> text.append(rule).append('\n'));
            text.append("```\n\n");
        }
        text.append("| Route | compared | differ | failed | not compared |\n|---|--:|--:|--:|--:|\n");
        int n = 0;
        for (Map.Entry<String, RouteEvidence> route :
                findings.report().evidence().routes().entrySet()) {
            if (n++ == MOST_ROWS) {
                break;
            }
            RouteCounts counts = route.getValue().counts();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %,d |%n",
                    code(route.getKey()),
                    counts.compared(),
                    counts.mismatches(),
                    counts.failed(),
                    counts.notComparedInAll()));
        }
        return text.toString();
    }

    private static void causes(Findings findings, StringBuilder text) {
        List<RouteVerdict> slower = findings.verdict().slower();
        if (findings.causes().isEmpty() && slower.isEmpty()) {
            text.append("Nothing is proved to differ.\n\n");
            return;
        }
        text.append("| Where | what | shadow | control | of | in common |\n|---|---|--:|--:|--:|---|\n");
        for (Cause cause : findings.causes()
                .subList(0, Math.min(MOST_ROWS, findings.causes().size()))) {
            CellCounts counts = cause.evidence().counts();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s %s | %s | %,d | %,d | %,d | %s |%n",
                    code(cause.key().route()),
                    code(cause.key().path()),
                    cause.key().what(),
                    counts.shadow(),
                    counts.control(),
                    cause.exchanges(),
                    cause.attribute()
                            .map(common -> Math.round(common.share() * 100) + " % " + code(common.attribute())
                                    + ", others " + Math.round(common.otherShare() * 100) + " %")
                            .orElse("")));
        }
        for (RouteVerdict route : slower) {
            PairCounts pairs = route.counts().latency();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | slower than the control's p99 | %,d | %,d | %,d | |%n",
                    code(route.counts().route()),
                    pairs.shadowOnly() + pairs.both(),
                    pairs.controlOnly() + pairs.both(),
                    pairs.controlled()));
        }
        text.append('\n');
    }

    private static String code(String text) {
        return "`" + text.replaceAll("[`|\\p{Cntrl}]", "?") + "`";
    }
}

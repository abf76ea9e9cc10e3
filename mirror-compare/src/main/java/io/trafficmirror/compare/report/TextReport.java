// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.cause.CommonAttribute;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.compare.verdict.JudgedRoute;
import io.trafficmirror.compare.verdict.RouteVerdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Findings for a terminal of 80 columns, but for lines that are to be pasted. Immutable.
 *
 * @since 0.1.0
 */
public final class TextReport {
    private static final int WIDTH = 80;
    private static final int MOST_CAUSES = 25;
    private static final int MOST_ROUTES = 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final ZoneId zone;

    /** Times are said in this zone. */
    public TextReport(ZoneId zone) {
        this.zone = zone;
    }

    /** The text, lines ended by a line feed. No control character of a name that came with a request reaches it. */
    public String of(Findings findings) {
        List<String> lines = new ArrayList<>();
        lines.add(findings.verdict().outcome() + "  "
                + findings.report().experiment().candidate());
        wrap("  ", findings.verdict().reason(), lines);
        findings.verdict().needs().ifPresent(needs -> {
            if (needs > 0) {
                lines.add(String.format(Locale.ROOT, "  needs about %,d exchanges more", needs));
            }
        });
        causes(findings, lines);
        routes(findings, lines);
        StringBuilder text = new StringBuilder();
        notCompared(findings, lines);
        lines.forEach(line -> text.append(cut(clean(line))).append('\n'));
        proposed(findings, text);
        return text.toString();
    }

    private void causes(Findings findings, List<String> lines) {
        List<Cause> causes = findings.causes();
        List<RouteVerdict> slower = findings.verdict().slower();
        lines.add("");
        lines.add(causes.isEmpty() && slower.isEmpty() ? "Nothing is proved to differ." : "What differs");
        for (Cause cause : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
            CellCounts counts = cause.evidence().counts();
            wrap("  ", cause.key().route() + "  " + cause.key().path(), lines);
            String since = cause.evidence().firstMillis() == Long.MAX_VALUE
                    ? ""
                    : "  since "
                            + TIME.format(Instant.ofEpochMilli(cause.evidence().firstMillis())
                                    .atZone(zone));
            lines.add(String.format(
                    Locale.ROOT,
                    "    %s  %,d of %,d (control %,d)%s",
                    cause.key().what(),
                    counts.shadow(),
                    cause.exchanges(),
                    counts.control(),
                    since));
            cause.attribute().ifPresent(common -> lines.add("    " + said(common)));
            if (!cause.also().isEmpty()) {
                lines.add("    and in the same exchanges " + cause.also().size() + " more: "
                        + cause.also().get(0).path());
            }
        }
        if (causes.size() > MOST_CAUSES) {
            lines.add("  and " + (causes.size() - MOST_CAUSES) + " more");
        }
        slower.subList(0, Math.min(MOST_CAUSES, slower.size())).forEach(route -> slower(route.counts(), lines));
    }

    /** To be pasted, so that no line is cut. */
    private static void proposed(Findings findings, StringBuilder text) {
        List<String> rules = ProposedRules.of(findings.report().evidence());
        if (!rules.isEmpty()) {
            text.append("\nWithout a control this may be noise. If it is, under comparison.rules:\n");
            rules.forEach(rule -> text.append("  ").append(rule).append('\n'));
        }
    }

    private static void slower(JudgedRoute route, List<String> lines) {
        PairCounts pairs = route.latency();
        wrap("  ", route.route(), lines);
        lines.add(String.format(
                Locale.ROOT,
                "    slower than the control's p99  %,d of %,d (control %,d)",
                pairs.shadowOnly() + pairs.both(),
                pairs.controlled(),
                pairs.controlOnly() + pairs.both()));
    }

    private static String said(CommonAttribute common) {
        return Math.round(common.share() * 100) + " % have " + common.attribute() + ", others "
                + Math.round(common.otherShare() * 100) + " %";
    }

    private static void routes(Findings findings, List<String> lines) {
        lines.add("");
        lines.add("Routes                       compared  differ  not compared  p99 primary/shadow");
        int n = 0;
        for (Map.Entry<String, RouteEvidence> route :
                findings.report().evidence().routes().entrySet()) {
            if (n++ == MOST_ROUTES) {
                lines.add("  and " + (findings.report().evidence().routes().size() - MOST_ROUTES) + " more");
                return;
            }
            RouteCounts counts = route.getValue().counts();
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-26s %,9d %,7d %,13d  %s  %s",
                    shorten(route.getKey(), 26),
                    counts.compared(),
                    counts.mismatches(),
                    counts.notComparedInAll(),
                    millis(counts.latency()),
                    state(route.getKey(), findings)));
        }
    }

    /** Why what is not compared was not, over all routes. */
    private static void notCompared(Findings findings, List<String> lines) {
        Map<NotComparedReason, Long> all = new TreeMap<>();
        findings.report()
                .evidence()
                .routes()
                .values()
                .forEach(route -> route.counts().notCompared().forEach((reason, n) -> all.merge(reason, n, Long::sum)));
        if (!all.isEmpty()) {
            String reasons = all.entrySet().stream()
                    .map(reason -> reason.getKey().tag() + " " + String.format(Locale.ROOT, "%,d", reason.getValue()))
                    .collect(Collectors.joining(", "));
            wrap("  ", "not compared: " + reasons, lines);
        }
    }

    private static String millis(LatencyCounts latency) {
        return String.format(
                Locale.ROOT,
                "%.0f/%.0f ms",
                LatencyCounts.percentile(latency.primary(), 99) / 1000.0,
                LatencyCounts.percentile(latency.shadow(), 99) / 1000.0);
    }

    private static String state(String route, Findings findings) {
        return findings.verdict().routes().stream()
                .filter(verdict -> verdict.counts().route().equals(route))
                .findFirst()
                .map(TextReport::state)
                .orElse("");
    }

    private static String state(RouteVerdict verdict) {
        return verdict.passed() ? "passed" : verdict.revoked() ? "revoked" : "open";
    }

    private static void wrap(String indent, String text, List<String> lines) {
        String rest = text;
        while (indent.length() + rest.length() > WIDTH) {
            int room = WIDTH - indent.length();
            int at = rest.lastIndexOf(' ', room);
            int end = at <= 0 ? room : at;
            lines.add(indent + rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(indent + rest);
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private static String cut(String line) {
        return shorten(line, WIDTH);
    }

    private static String clean(String line) {
        return line.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

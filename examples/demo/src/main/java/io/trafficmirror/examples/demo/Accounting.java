// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorStats;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of where every copy went. Confined to one thread. */
final class Accounting {
    private final PrintStream out;

    Accounting(PrintStream out) {
        this.out = out;
    }

    void print(MirrorStats stats) {
        stats.mirrors().forEach(this::print);
        boolean dropped = stats.mirrors().stream().anyMatch(counts -> counts.droppedInAll() > 0);
        if (dropped) {
            out.println("  A dropped copy is a limit at work, not an error: the primary never waits for the shadow.");
        }
        out.println(
                stats.isClosed()
                        ? "  Closed: selected = not sampled + dropped + sent, sent = answered + failed."
                        : "  Not closed: " + stats);
    }

    private void print(MirrorCounts counts) {
        out.println("\nWhere the copies went, " + counts.mirror());
        row("selected", counts.selected(), "");
        row("not sampled", counts.notSampled(), "");
        row("dropped", counts.droppedInAll(), byReason(counts.dropped()));
        row("sent", counts.sent(), "");
        row("answered", counts.answeredInAll(), byReason(counts.answered()));
        row("failed", counts.failedInAll(), byReason(counts.failed()));
    }

    private void row(String name, long number, String detail) {
        out.println(String.format(Locale.ROOT, "  %-12s %,9d   %s", name, number, detail)
                .stripTrailing());
    }

    private static String byReason(Map<?, Long> counts) {
        return counts.entrySet().stream()
                .map(e -> e.getKey().toString().toLowerCase(Locale.ROOT)
                        + String.format(Locale.ROOT, " %,d", e.getValue()))
                .collect(Collectors.joining(", "));
    }
}

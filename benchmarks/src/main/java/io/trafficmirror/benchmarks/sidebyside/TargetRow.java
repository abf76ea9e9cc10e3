// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.paper.Spread;
import java.util.Locale;

/** A line of Markdown for one target: what was aimed at, what was measured, and whether that shows it. Stateless. */
final class TargetRow {
    static final String HEAD =
            "| | target | measured: median of the rounds (its interval by bootstrap) | met |\n|---|---|---|---|\n";

    static final String NOT_MEASURED = "not measured";

    /** Fewer rounds show nothing. */
    static final int LEAST_ROUNDS = 5;

    private TargetRow() {}

    /** One that is not to be undercut. {@code besides}: whether what else belongs to the target holds. */
    static String atLeast(String what, double least, Spread measured, boolean besides, String more) {
        String met = met(measured, besides, measured.low() >= least, measured.high() < least);
        return row(what, String.format(Locale.ROOT, "≥ %.2f", least), measured, met, more);
    }

    /** One that is not to be exceeded; the same. */
    static String atMost(String what, double most, Spread measured, boolean besides, String more) {
        String met = met(measured, besides, measured.high() <= most, measured.low() > most);
        return row(what, String.format(Locale.ROOT, "≤ %.2f", most), measured, met, more);
    }

    /** Not if what else belongs to it does not hold; else met if the worse end of the interval meets it, missed if the better end misses it, and else not shown. */
    private static String met(Spread measured, boolean besides, boolean worseEndMeets, boolean betterEndMisses) {
        if (!besides) {
            return "**no**";
        }
        if (measured.count() < LEAST_ROUNDS) {
            return "not shown";
        }
        return betterEndMisses ? "**no**" : worseEndMeets ? "yes" : "not shown";
    }

    private static String row(String what, String target, Spread measured, String met, String more) {
        return measured.isEmpty()
                ? "| " + what + " | " + target + " | " + NOT_MEASURED + " | – |\n"
                : "| " + what + " | " + target + " | " + measured.interval("%.3f") + more + " | " + met + " |\n";
    }
}

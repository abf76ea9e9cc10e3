// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules that a first run without a control would want: for places in bodies where values differ and keep their format, which looks like noise, and
 * which nothing but a control or a rule can tell from a fault. As lines of YAML, ready for {@code comparison.rules} of a {@code MirrorPolicy}. Stateless.
 *
 * @since 0.1.0
 */
public final class ProposedRules {
    private static final int MOST = 10;

    private ProposedRules() {}

    /** At most ten, those of most exchanges first; none where each difference met a control. */
    public static List<String> of(Evidence evidence) {
        Map<String, Long> exchanges = new TreeMap<>();
        evidence.cells().forEach((key, cell) -> {
            if (cell.counts().uncontrolled() > 0 && looksLikeNoise(key)) {
                exchanges.merge(rule(key), cell.counts().uncontrolled(), Long::sum);
            }
        });
        return exchanges.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean looksLikeNoise(CellKey key) {
        boolean vouchedAgainst = key.transition() == Transition.FAR; // there was a control
        return key.transition().keepsFormat() && !vouchedAgainst && key.path().startsWith("$");
    }

    private static String rule(CellKey key) {
        String what = key.transition() == Transition.ORDER_ONLY ? "multiset" : "format";
        return "- {path: " + quoted(key.path()) + ", " + what + ": true}";
    }

    /** A double-quoted scalar of YAML (1.2.2, 7.3.1). A name came with a response, and may be anything. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.cause;

import io.trafficmirror.compare.evidence.CellCounts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A cause in one line, for people. Stateless.
 *
 * @since 0.1.0
 */
public final class CauseLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private CauseLine() {}

    /**
     * As in {@code GET /orders/{id}  $.price  value, rounded  412 of 40,113 (control 0)  since 14:02  100 % have query.currency=JPY, others 1 %}.
     *
     * @param zone in which times are said
     */
    public static String of(Cause cause, ZoneId zone) {
        CellCounts counts = cause.evidence().counts();
        StringBuilder line = new StringBuilder(cause.key().toString());
        line.append(String.format(Locale.ROOT, "  %,d of %,d", counts.shadow(), cause.exchanges()));
        line.append(String.format(Locale.ROOT, " (control %,d)", counts.control()));
        if (cause.evidence().firstMillis() != Long.MAX_VALUE) {
            line.append("  since ")
                    .append(TIME.format(
                            Instant.ofEpochMilli(cause.evidence().firstMillis()).atZone(zone)));
        }
        cause.attribute()
                .ifPresent(common -> line.append("  ")
                        .append(percent(common.share()))
                        .append(" have ")
                        .append(common.attribute())
                        .append(", others ")
                        .append(percent(common.otherShare())));
        if (!cause.also().isEmpty()) {
            line.append("  (and ").append(cause.also().size()).append(" more in the same exchanges)");
        }
        return line.toString();
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import io.trafficmirror.compare.evidence.CellKey;
import java.util.Optional;

/**
 * A planted fault. Immutable.
 *
 * @param route number of the route
 * @param section in which part of the body its field lies
 * @param field the field; empty if it is none of the body
 * @param attribute the requests that it hits, as {@code name=value}; empty if all
 */
record Fault(FaultKind kind, int route, String section, String field, Optional<String> attribute) {
    /** Whether requests that differ in nothing but their attributes are hit. */
    boolean hits(Call call) {
        return attribute.isEmpty() || call.attributes().contains(attribute.get());
    }

    /** Where it must be found. */
    String path() {
        return switch (kind) {
            case STATUS -> "status";
            case BROKEN_BODY -> "$";
            case HEADER_MISSING, HEADER_CHANGED -> "header." + field;
            default -> "$." + section + (section.equals(Content.ITEMS) ? "[*]." : ".") + field;
        };
    }

    /** The row that must be proved to differ. */
    CellKey row() {
        return new CellKey(Call.routeOf(route), path(), kind.kind, kind.transition);
    }

    @Override
    public String toString() {
        return row() + attribute.map(a -> ", if " + a).orElse(", always");
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import java.util.Objects;

/**
 * Which mirror of which rule of which route. Immutable.
 *
 * @param route the route's name
 * @param rule the rule's index in its route
 * @param mirror the mirror's index in its rule
 * @param backend what the mirror's backend is called
 * @since 0.1.0
 */
public record MirrorName(String route, int rule, int mirror, String backend) {
    /** Refuses nulls. */
    public MirrorName {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(backend, "backend");
    }

    /** As in {@code orders[0].mirrors[1] (httpbin2)}. */
    @Override
    public String toString() {
        return route + "[" + rule + "].mirrors[" + mirror + "] (" + backend + ")";
    }
}

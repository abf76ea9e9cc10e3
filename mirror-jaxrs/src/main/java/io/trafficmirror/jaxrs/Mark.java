// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.Doors;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Ties an exchange to its request, for those who come later. One property for all mirrors of an application, set on requests only
 * of which a copy is wanted. Immutable.
 *
 * @param mirror the mirror that wants a copy
 * @param live the exchange
 * @param next what other mirrors have decided; null if there are none
 */
record Mark(Object mirror, LiveExchange live, @Nullable Mark next) {
    /** A request's property, which in a servlet container is its attribute. */
    static final String NAME = "io.trafficmirror.jaxrs.exchanges";

    /** The exchange of this mirror; null if it has none. */
    static @Nullable LiveExchange find(@Nullable Object property, Object mirror) {
        Mark mark = property instanceof Mark first ? first : null;
        while (mark != null && mark.mirror != mirror) {
            mark = mark.next;
        }
        return mark == null ? null : mark.live;
    }

    /** Whether the mirror has been asked about this request: here, or at an outer door. */
    static boolean isDecided(ContainerRequestContext request, Gate gate) {
        return find(request.getProperty(NAME), gate.mirror()) != null
                || (gate.doors().hasOuter() && gate.doors().isDecided(request.getProperty(Doors.DECIDED)));
    }

    /** Writes an exchange down. */
    static void put(ContainerRequestContext request, Object mirror, LiveExchange live) {
        Mark others = request.getProperty(NAME) instanceof Mark first ? first : null;
        request.setProperty(NAME, new Mark(mirror, live, others));
    }
}

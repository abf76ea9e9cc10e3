// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Ties an exchange to its request where the runtime is unknown: by a property, which an application can see. One for all mirrors,
 * set on requests only of which a copy is wanted. Immutable.
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

    /** Writes an exchange down. */
    static void put(ContainerRequestContext request, Object mirror, LiveExchange live) {
        Mark others = request.getProperty(NAME) instanceof Mark first ? first : null;
        request.setProperty(NAME, new Mark(mirror, live, others));
    }
}

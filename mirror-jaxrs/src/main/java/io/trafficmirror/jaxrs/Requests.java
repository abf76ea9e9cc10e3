// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Finds the runtime's own object of a request, which is the same from the entrance to the end. Safe for concurrent use. */
interface Requests {
    /** Of a runtime that has none that we know. */
    Requests UNKNOWN = new Requests() {
        @Override
        public @Nullable Object own(ContainerRequestContext request) {
            return null;
        }

        @Override
        public @Nullable Object responding() {
            return null;
        }
    };

    /** The object; null if it can't be had. */
    @Nullable
    Object own(ContainerRequestContext request);

    /** The object of the request whose response this thread makes; null if it makes none, or it can't be had. */
    @Nullable
    Object responding();
}

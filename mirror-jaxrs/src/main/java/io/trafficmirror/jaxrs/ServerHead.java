// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.http.Headers;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** The head of a request as the server has it, before a runtime makes its own of it. Confined to the request's thread. */
interface ServerHead {
    /** Where a platform finds it. */
    @FunctionalInterface
    interface Source {
        /** The head; null if there is none to be had. */
        @Nullable
        ServerHead of(ContainerRequestContext request);
    }

    /** The method as the client sent it. */
    String method();

    /** The path as the client sent it. */
    String path();

    /** The query as the client sent it; null if there is none. */
    @Nullable
    String query();

    /** Such as {@code HTTP/2.0}. */
    String protocol();

    /** What names the connection, as {@link io.trafficmirror.http.HeadReader#connection} has it; null if it is not known. */
    @Nullable
    String connection();

    /** All values of a field, as {@link io.trafficmirror.http.HeadReader#header} has them; null if it is absent. */
    @Nullable
    String header(String name);

    /**
     * Whether the server has come to the end of the body, by whomever it was read. Asked right around a read of the body alone, for it
     * opens the server's stream.
     */
    boolean isBodyFinished();

    /** All lines of all fields. */
    Headers headers();
}

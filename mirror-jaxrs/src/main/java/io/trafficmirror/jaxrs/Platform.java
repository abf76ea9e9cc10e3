// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;

/** What the standard leaves open, and runtimes answer differently. Safe for concurrent use. */
interface Platform {
    /** How the runtime's own requests are found. */
    default Requests requests() {
        return Requests.UNKNOWN;
    }

    /** Registers what follows a response to its end. */
    void register(FeatureContext context, MirrorEntry entry, Exchanges exchanges);

    /** Sees to it that an exchange ends also where no response filter is called. */
    default void follow(ContainerRequestContext request, RestExchange live) {}

    /** Whether a body that filters have replaced can only be found where {@link #prepare} was called before them. */
    default boolean preparesBodies() {
        return false;
    }

    /** Makes a body that filters replace from now on one that {@link #tee} finds. */
    default void prepare(ContainerRequestContext request) {}

    /**
     * Lays a tee over the request's body, and opens it no earlier than the runtime would.
     *
     * @param changed whether filters of the application have had the request before, and may have replaced the body
     */
    void tee(ContainerRequestContext request, RequestBody body, boolean changed);

    /** The head as the server has it; null if it can't be had. Throws nothing but errors of linking. */
    default @Nullable ServerHead server(ContainerRequestContext request) {
        return null;
    }

    /** Whether the server's head costs so little that each request may be matched by it. */
    default boolean hasServerAtHand() {
        return false;
    }

    /** Whether the runtime makes fields of its own of those that the client sent. */
    default boolean rewritesFields() {
        return false;
    }

    /** Whether the runtime gives a length of 0 to requests that have none. */
    default boolean inventsEmptyBodies(ContainerRequestContext request) {
        return false;
    }

    /** The platform of a runtime; what is unknown, or too old or too new to be linked, is taken by the standard. */
    static Platform of(FeatureContext context) {
        String runtime = context.getConfiguration().getClass().getName();
        try {
            if (runtime.startsWith("org.glassfish.jersey.")) {
                return JerseyPlatform.linked(context);
            }
            if (runtime.startsWith("org.jboss.resteasy.")) {
                return ResteasyPlatform.linked();
            }
            if (runtime.startsWith("org.apache.cxf.")) {
                return CxfPlatform.linked();
            }
        } catch (LinkageError e) {
            return new StandardPlatform();
        }
        return new StandardPlatform();
    }
}

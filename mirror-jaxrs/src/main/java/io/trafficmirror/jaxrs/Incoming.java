// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** A request at the entrance: as the runtime shows it, and as the server has it. Confined to the request's thread. */
final class Incoming {
    private final ContainerRequestContext context;
    private final Platform platform;
    private final boolean changed;
    private @Nullable ServerHead server;
    private boolean asked;

    /**
     * A request.
     *
     * @param changed whether filters of the application have had the request before, and may have changed it
     */
    Incoming(ContainerRequestContext context, Platform platform, boolean changed) {
        this.context = context;
        this.platform = platform;
        this.changed = changed;
    }

    ContainerRequestContext context() {
        return context;
    }

    /** The server's own head; null if the platform has none. */
    @Nullable
    ServerHead server() {
        if (!asked) {
            asked = true;
            server = platform.server(context);
        }
        return server;
    }

    /** The server's head, if method and target are to be taken from it; null if the runtime's are. */
    @Nullable
    ServerHead target() {
        return changed ? null : server();
    }

    /** The same before anything is known to be copied, where a look at the server's head costs next to nothing. */
    @Nullable
    ServerHead targetIfAtHand() {
        return platform.hasServerAtHand() ? target() : null;
    }

    /** The server's head, if fields are to be taken from it, since the runtime makes others of them. */
    @Nullable
    ServerHead fields() {
        return platform.rewritesFields() ? server() : null;
    }

    /** Whether a length of 0 beside a method that mostly has no body is the runtime's own. */
    boolean inventsEmptyBodies() {
        return platform.inventsEmptyBodies(context);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** RESTEasy's own requests. Nobody asks for one by its response. Stateless. */
final class ResteasyRequests implements Requests {
    @Override
    public @Nullable Object own(ContainerRequestContext request) {
        return ResteasyPlatform.http(request).orElse(null);
    }

    @Override
    public @Nullable Object responding() {
        return null;
    }
}

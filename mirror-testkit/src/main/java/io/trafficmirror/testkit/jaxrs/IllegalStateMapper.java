// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * The application's own mapper. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class IllegalStateMapper implements ExceptionMapper<IllegalStateException> {
    /** For the runtime. */
    public IllegalStateMapper() {}

    @Override
    public Response toResponse(IllegalStateException e) {
        return Response.status(418)
                .type("text/plain")
                .entity("mapped " + e.getMessage())
                .build();
    }
}

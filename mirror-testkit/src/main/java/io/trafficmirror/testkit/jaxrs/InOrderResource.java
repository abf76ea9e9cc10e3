// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/**
 * Answers requests whose copies are sent in order. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/ordered")
@Produces("text/plain;charset=UTF-8")
public class InOrderResource {
    /** For the runtime. */
    public InOrderResource() {}

    /** A request whose copy is ordered by its connection. */
    @GET
    public String ordered() {
        return "ordered";
    }

    /** A request whose copy is ordered by its session. */
    @GET
    @Path("/session")
    public String session() {
        return "session";
    }
}

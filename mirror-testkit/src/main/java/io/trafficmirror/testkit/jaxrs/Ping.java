// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/**
 * Says that the server serves. It is not mirrored.
 *
 * @since 0.1.0
 */
@Path("/ping")
public class Ping {
    /** For the runtime. */
    public Ping() {}

    /** Always the same. */
    @GET
    @Produces("text/plain")
    public String ping() {
        return "pong";
    }
}

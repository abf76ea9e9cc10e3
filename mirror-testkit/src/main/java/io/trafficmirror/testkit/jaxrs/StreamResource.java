// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes bodies whose copies travel while they are read, and answers with their length. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/stream")
@Produces("text/plain;charset=UTF-8")
public class StreamResource {
    /** For the runtime. */
    public StreamResource() {}

    /** All bytes, which the runtime reads. */
    @POST
    @Path("/bytes")
    public String bytes(byte[] body) {
        return String.valueOf(body.length);
    }

    /** All bytes, in one call of its own. */
    @POST
    @Path("/all")
    public String all(InputStream in) throws IOException {
        return String.valueOf(in.readAllBytes().length);
    }
}

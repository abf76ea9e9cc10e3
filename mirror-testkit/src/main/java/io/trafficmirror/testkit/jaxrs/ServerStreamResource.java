// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a part of its entity by the stream of the servlet container. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/beside")
@Produces("text/plain;charset=UTF-8")
public class ServerStreamResource {
    /** For the runtime. */
    public ServerStreamResource() {}

    /** Three bytes of the entity, all others by the container's stream, and the end of the entity. */
    @POST
    @Path("/rest")
    public String rest(InputStream entity, @Context HttpServletRequest request) throws IOException {
        String first = new String(entity.readNBytes(3), UTF_8);
        String rest = new String(request.getInputStream().readAllBytes(), UTF_8);
        return first + " " + rest + " " + entity.read();
    }

    /** All by the container's stream, and the end of the entity. */
    @POST
    @Path("/all")
    public String all(InputStream entity, @Context HttpServletRequest request) throws IOException {
        return new String(request.getInputStream().readAllBytes(), UTF_8) + " " + entity.read();
    }
}

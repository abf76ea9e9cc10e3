// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.TreeSet;

/**
 * Tells which attributes its request has, and which a listener was told of, when the response is written. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/attributes")
@Produces("text/plain;charset=UTF-8")
public class AttributeResource {
    /** For the runtime. */
    public AttributeResource() {}

    /** Beside no body. */
    @GET
    public StreamingOutput names(@Context HttpServletRequest request) {
        return out -> {
            String names = new TreeSet<>(Collections.list(request.getAttributeNames())).toString();
            out.write((names + " " + AttributeRecorder.told(request)).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Beside a body that is read. */
    @POST
    public StreamingOutput namesBeside(String body, @Context HttpServletRequest request) {
        return names(request);
    }

    /** A part of the body by the entity, the rest by the container's own request, and what the entity has left. */
    @POST
    @Path("/beside")
    public String beside(InputStream in, @Context HttpServletRequest request) throws IOException {
        String first = new String(in.readNBytes(3), StandardCharsets.UTF_8);
        String rest = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return first + " " + rest + " " + in.read();
    }
}

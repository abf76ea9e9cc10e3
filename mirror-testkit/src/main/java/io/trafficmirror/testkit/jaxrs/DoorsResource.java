// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.Collections;
import java.util.TreeSet;

/**
 * Tells what an application sees of its request. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/body/doors")
@Produces("text/plain;charset=UTF-8")
public class DoorsResource {
    /** For the runtime. */
    public DoorsResource() {}

    /** The names of all attributes. */
    @GET
    public String names(@Context HttpServletRequest request) {
        return new TreeSet<>(Collections.list(request.getAttributeNames())).toString();
    }

    /** The same beside a body that is read. */
    @POST
    @Path("/attributes")
    public String namesBeside(String body, @Context HttpServletRequest request) {
        return body + " " + names(request);
    }

    /** An answer by another thread. */
    @POST
    @Path("/later")
    public void later(String body, @Suspended AsyncResponse response) {
        new Thread(() -> response.resume("later " + body), "resumer").start();
    }
}

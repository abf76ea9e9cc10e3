// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.jersey;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** The service: it knows nothing of the mirror. Safe for concurrent use. */
@Path("/orders")
@Produces("text/plain")
public final class OrdersResource {
    /** For Jersey. */
    public OrdersResource() {}

    /** One order. */
    @GET
    @Path("/{id}")
    public String order(@PathParam("id") int id) {
        return "order " + id + "\n";
    }

    /** Takes an order. */
    @POST
    public String add(String order) {
        return "ordered: " + order + "\n";
    }
}

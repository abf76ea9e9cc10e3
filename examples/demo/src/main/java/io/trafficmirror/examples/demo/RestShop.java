// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The shop as resources, without faults. Safe for concurrent use. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RestShop {
    private final Shop shop = new Shop(Faults.none());

    /** For Jersey. */
    public RestShop() {}

    /** An order. */
    @GET
    @Path("/orders/{id}")
    public Response order(@PathParam("id") int id, @QueryParam("currency") @DefaultValue("EUR") String currency) {
        return response(shop.order(id, currency));
    }

    /** A quote. */
    @GET
    @Path("/quotes/{item}")
    public Response quote(@PathParam("item") int item) {
        return response(shop.quote(item));
    }

    private static Response response(Shop.Answer answer) {
        Response.ResponseBuilder response = Response.ok(answer.body());
        answer.fields().forEach(response::header);
        return response.build();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/**
 * Resources with variables in their paths. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/orders")
@Produces("text/plain;charset=UTF-8")
public class OrderResource {
    /** For the runtime. */
    public OrderResource() {}

    /** A path of the class alone. */
    @GET
    public String all() {
        return "all";
    }

    /** A variable. */
    @GET
    @Path("/{id}")
    public String one(@PathParam("id") String id) {
        return "order " + id;
    }

    /** A locator. */
    @Path("/{id}/parts")
    public Parts parts(@PathParam("id") String id) {
        return new Parts(id);
    }

    /** What the locator returns. */
    public static class Parts {
        private final String order;

        Parts(String order) {
            this.order = order;
        }

        /** A variable behind a variable. */
        @GET
        @Path("/{part}")
        @Produces("text/plain;charset=UTF-8")
        public String part(@PathParam("part") String part) {
            return "part " + part + " of " + order;
        }
    }
}

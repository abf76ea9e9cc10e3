// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.examples.httpbin.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The endpoints of httpbin that the demo asks for, as resources. Safe for concurrent use. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RestHttpbin {
    /** For Jersey. */
    public RestHttpbin() {}

    /** The fields of the request. */
    @GET
    @Path("/headers")
    public String headers(@Context HttpHeaders headers) {
        return Json.pretty(Map.of("headers", new TreeMap<>(headers.getRequestHeaders())));
    }

    /** The query. */
    @GET
    @Path("/get")
    public String get(@Context UriInfo uri, @Context HttpHeaders headers) {
        return Json.pretty(new TreeMap<>(Map.of(
                "args", new TreeMap<>(uri.getQueryParameters()),
                "headers", new TreeMap<>(headers.getRequestHeaders()),
                "url", uri.getRequestUri().toString())));
    }

    /** A random UUID. */
    @GET
    @Path("/uuid")
    public String uuid() {
        return Json.pretty(Map.of("uuid", UUID.randomUUID()));
    }

    /** The body. */
    @POST
    @Path("/post")
    public String post(String body, @Context UriInfo uri) {
        return Json.pretty(
                new TreeMap<>(Map.of("data", body, "url", uri.getRequestUri().toString())));
    }
}

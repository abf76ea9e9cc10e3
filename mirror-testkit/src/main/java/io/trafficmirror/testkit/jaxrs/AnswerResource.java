// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/**
 * Answers in every way that a resource can. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/answer")
@Produces("text/plain;charset=UTF-8")
public class AnswerResource {
    /** For the runtime. */
    public AnswerResource() {}

    /** A short text: a buffer takes it, and the runtime tells its length. */
    @GET
    @Path("/text")
    public String text() {
        return "a short text";
    }

    /** The target as the runtime shows it. */
    @GET
    @Path("/target/{rest: .*}")
    public String target(@PathParam("rest") String rest, @Context UriInfo uri) {
        return rest + " " + uri.getRequestUri().getRawPath() + " "
                + uri.getRequestUri().getRawQuery();
    }

    /** Nothing. */
    @GET
    @Path("/nothing")
    public void nothing() {}

    /** A status of its own, with fields of its own. */
    @GET
    @Path("/status")
    public Response status() {
        return Response.status(202)
                .header("X-Of-Its-Own", "one")
                .header("X-Of-Its-Own", "two")
                .entity("accepted")
                .build();
    }

    /** Zipped by the application's interceptor. */
    @GET
    @Path("/zipped")
    public Response zipped() {
        return Response.ok("zipped by an interceptor")
                .header("Content-Encoding", "gzip")
                .build();
    }

    /** More than any buffer takes. */
    @GET
    @Path("/large")
    public StreamingOutput large() {
        return out -> {
            byte[] line = "0123456789abcdef".repeat(64).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < 48; i++) {
                out.write(line);
            }
        };
    }

    /** Pieces, flushed one by one. */
    @GET
    @Path("/pieces")
    public StreamingOutput pieces() {
        return out -> {
            for (char c = 'a'; c < 'e'; c++) {
                out.write(c);
                out.flush();
            }
        };
    }

    /** A writer that fails before it has written anything. */
    @GET
    @Path("/broken")
    public StreamingOutput broken() {
        return out -> {
            throw new IllegalStateException("broken");
        };
    }

    /** A writer that fails behind the head and a part of the content. */
    @GET
    @Path("/half")
    public StreamingOutput half() {
        return out -> {
            out.write("half".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.flush();
            throw new IllegalStateException("broken");
        };
    }

    /** Three events. */
    @GET
    @Path("/events")
    @Produces("text/event-stream")
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        new Thread(
                        () -> {
                            try (sink) {
                                for (int i = 0; i < 3; i++) {
                                    sink.send(sse.newEvent("event " + i))
                                            .toCompletableFuture()
                                            .join();
                                }
                            }
                        },
                        "sender")
                .start();
    }

    /** An exception of the application's, which its mapper knows. */
    @POST
    @Path("/mapped")
    public String mapped(String body) {
        throw new IllegalStateException(body);
    }

    /** An exception that carries its response. */
    @POST
    @Path("/carried")
    public String carried(String body) {
        throw new WebApplicationException(
                Response.status(409).entity("conflict " + body).build());
    }

    /** An exception that nobody knows. */
    @POST
    @Path("/unknown")
    public String unknown(String body) {
        throw new UnsupportedOperationException("nobody maps this: " + body.length());
    }
}

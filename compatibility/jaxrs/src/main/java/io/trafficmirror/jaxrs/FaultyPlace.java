// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An application that takes and gives bodies in several ways, and has exceptions of its own. Safe for concurrent use. */
@Path("/place")
public final class FaultyPlace {
    /** For the runtime. */
    public FaultyPlace() {}

    /** Nothing to read. */
    @GET
    public String get() {
        return "got";
    }

    /** The whole body. */
    @POST
    public String post(String body) {
        return "posted " + body;
    }

    /** A large answer, in pieces. */
    @POST
    @Path("/large")
    public StreamingOutput large(String body) {
        return out -> {
            for (int i = 0; i < 5_000; i++) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
                if (i % 1_000 == 0) {
                    out.flush();
                }
            }
        };
    }

    /** A form. */
    @POST
    @Path("/form")
    @Consumes("application/x-www-form-urlencoded")
    public String form(@FormParam("a") String a) {
        return "form " + a;
    }

    /** A body that is handed through while the answer is written. */
    @POST
    @Path("/through")
    public StreamingOutput through(InputStream in) {
        return in::transferTo;
    }

    /** An answer by another thread. */
    @POST
    @Path("/later")
    public CompletionStage<String> later(String body) {
        return CompletableFuture.supplyAsync(() -> "later " + body);
    }

    /** An exception of the application's own. */
    @POST
    @Path("/mapped")
    public String mapped(String body) {
        if (body.length() == 3) {
            throw new IllegalStateException("mapped " + body);
        }
        return "not mapped";
    }

    /** A writer that fails. */
    @GET
    @Path("/broken")
    public StreamingOutput broken() {
        return out -> {
            throw new IOException("the application's own");
        };
    }

    /** Knows the application's own exceptions, and would know ours too. */
    public static final class Mapped implements ExceptionMapper<RuntimeException> {
        /** For the runtime. */
        public Mapped() {}

        @Override
        public Response toResponse(RuntimeException e) {
            return Response.status(418)
                    .entity(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8))
                    .build();
        }
    }

    /** The application, without a feature under test, or with it. Immutable. */
    static final class Site extends Application {
        private final Set<Object> features;

        Site(Set<Object> features) {
            this.features = Set.copyOf(features);
        }

        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(FaultyPlace.class, Mapped.class);
        }

        /** The way for what has been made already, which any runtime of 3.1 and 4.0 knows. */
        @Override
        @SuppressWarnings("deprecation")
        public Set<Object> getSingletons() {
            return features;
        }
    }
}

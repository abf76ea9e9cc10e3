// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Answers on other threads, late, or not at all. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/async")
@Produces("text/plain;charset=UTF-8")
public class AsyncResource {
    /** For the runtime. */
    public AsyncResource() {}

    /** Resumed by another thread. */
    @POST
    @Path("/suspended")
    public void suspended(String body, @Suspended AsyncResponse response) {
        new Thread(() -> response.resume("resumed " + body), "resumer").start();
    }

    /** Resumed with a failure. */
    @POST
    @Path("/failing")
    public void failing(String body, @Suspended AsyncResponse response) {
        new Thread(() -> response.resume(new IllegalStateException(body)), "resumer").start();
    }

    /** Resumed by a time-out. */
    @POST
    @Path("/timeout")
    public void timeout(String body, @Suspended AsyncResponse response) {
        response.setTimeoutHandler(
                late -> late.resume(Response.status(503).entity("late " + body).build()));
        response.setTimeout(50, TimeUnit.MILLISECONDS);
    }

    /** Cancelled. */
    @POST
    @Path("/cancelled")
    public void cancelled(String body, @Suspended AsyncResponse response) {
        response.cancel(7);
    }

    /** A stage that another thread completes. */
    @POST
    @Path("/stage")
    public CompletionStage<String> stage(String body) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        new Thread(() -> stage.complete("staged " + body), "completer").start();
        return stage;
    }

    /** A stage that fails. */
    @POST
    @Path("/failed-stage")
    public CompletionStage<String> failedStage(String body) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        new Thread(() -> stage.completeExceptionally(new IllegalStateException(body)), "completer").start();
        return stage;
    }
}

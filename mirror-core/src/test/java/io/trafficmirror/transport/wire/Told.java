// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a listener was told of one call. Read after the end. */
final class Told implements CallListener {
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile Headers headers = Headers.empty();

    @Override
    public void onSending() {}

    @Override
    public void onHeaders(int status, Headers fields) {
        headers = fields;
    }

    @Override
    public boolean onBody(ByteBuffer chunk) {
        while (chunk.hasRemaining()) {
            body.write(chunk.get());
        }
        return true;
    }

    @Override
    public void onDone(Outcome outcome) {
        end.complete(outcome);
    }

    /** Whether the end has been told. */
    boolean ended() {
        return end.isDone();
    }

    /** Waits for the end, which must come. */
    Outcome outcome() {
        try {
            return end.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no end was told", e);
        }
    }

    /** Waits for the end, which must be a failure. */
    FailureReason failure() {
        return ((Outcome.Failed) outcome()).reason();
    }

    Headers headers() {
        return headers;
    }

    byte[] body() {
        return body.toByteArray();
    }
}

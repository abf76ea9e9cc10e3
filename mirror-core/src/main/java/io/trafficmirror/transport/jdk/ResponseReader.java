// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Outcome;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response's content one piece at a time and stops at the cap, which costs the connection. Throws nothing: a handler that
 * throws leaves the client's connection open for ever. Called by one thread at a time.
 */
final class ResponseReader implements BodySubscriber<Outcome.Answered> {
    private final int status;
    private final long cap;
    private final CallListener listener;
    private final CompletableFuture<Outcome.Answered> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long read;
    private boolean wanted = true;

    ResponseReader(int status, long cap, CallListener listener) {
        this.status = status;
        this.cap = cap;
        this.listener = listener;
    }

    /** Fails the exchange, and closes its connection once it is subscribed to. */
    void refuse(Throwable fault) {
        end.completeExceptionally(fault);
    }

    @Override
    public CompletionStage<Outcome.Answered> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        if (end.isDone()) {
            begun.cancel();
        } else {
            begun.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> chunks) {
        try {
            for (ByteBuffer chunk : chunks) {
                long room = cap - read;
                if (chunk.remaining() > room) {
                    hand(chunk.slice(chunk.position(), (int) room));
                    finish(true);
                    return;
                }
                hand(chunk);
            }
        } catch (Throwable t) {
            refuse(t);
        }
        if (end.isDone()) {
            cancel();
            return;
        }
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void hand(ByteBuffer chunk) {
        read += chunk.remaining();
        wanted = wanted && (!chunk.hasRemaining() || listener.onBody(chunk));
    }

    private void finish(boolean truncated) {
        if (truncated) {
            cancel();
        }
        end.complete(new Outcome.Answered(status, read, truncated));
    }

    private void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable fault) {
        end.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
        finish(false);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One exchange from hand-over to end. {@link #abort} is safe for concurrent use; the rest is confined to the loop. */
final class WireCall implements ShadowCall, Runnable {
    private final EventLoop loop;
    private @Nullable OutboundCopy copy;
    private @Nullable CallListener listener;
    private @Nullable ShadowRequest request;
    private boolean retried;

    /** Its neighbours among the {@link CallsUnderWay}, which alone write these. */
    @Nullable
    WireCall older;

    @Nullable
    WireCall younger;

    boolean underWay;

    /** Set while the call is on a connection. */
    @Nullable
    Connection connection;

    /** Why and how the call was aborted; the first one counts, a race between two aborts may keep either. */
    private volatile Outcome.@Nullable Failed aborted;

    WireCall(EventLoop loop, OutboundCopy copy, CallListener listener) {
        this.loop = loop;
        this.copy = copy;
        this.listener = listener;
    }

    /** Whether the application still reads what it carries. Asked before the loop is given the call. */
    boolean isStreamed() {
        OutboundCopy given = copy;
        return given != null && given.isStreamed();
    }

    @Override
    public void abort(FailureReason reason, String detail) {
        if (aborted == null) {
            // Both are made before anything changes: an abort that fails for want of memory can be tried again.
            Outcome.Failed why = new Outcome.Failed(reason, detail);
            LoopTask task = new LoopTask(this);
            aborted = why;
            loop.execute(task);
        }
    }

    /** Carries an abort out. */
    @Override
    public void run() {
        Outcome.Failed why = aborted;
        if (why != null && listener != null) {
            loop.pool().abort(this, why);
        }
    }

    /** How the call was aborted; null if it was not. */
    Outcome.@Nullable Failed aborted() {
        return aborted;
    }

    /** Whether the end has been told. */
    boolean ended() {
        return listener == null;
    }

    /** Composes the request; null if the copy was given up. */
    @Nullable
    ShadowRequest compose() {
        OutboundCopy from = copy;
        copy = null;
        request = from == null ? null : from.request();
        return request;
    }

    /** The request, once composed. */
    ShadowRequest request() {
        ShadowRequest composed = request;
        if (composed == null) {
            throw new IllegalStateException("not composed, or ended");
        }
        return composed;
    }

    /** Whether the request may be sent once more if its first sending got no response: it is idempotent and was sent once only. */
    boolean claimRetry() {
        boolean may = !retried && isIdempotent(request().method());
        retried = true;
        return may;
    }

    /** Tells that work begins. */
    void sending() {
        CallListener to = listener;
        if (to != null) {
            to.onSending();
        }
    }

    /** Tells the head of the response. */
    void headers(int status, Headers headers) {
        CallListener to = listener;
        if (to != null) {
            to.onHeaders(status, headers);
        }
    }

    /** Tells content; false if no more is wanted. */
    boolean body(ByteBuffer chunk) {
        CallListener to = listener;
        return to != null && to.onBody(chunk);
    }

    /** Tells the end, once, and lets go of everything. */
    void end(Outcome outcome) {
        CallListener to = listener;
        forget();
        if (to != null) {
            try {
                to.onDone(outcome);
            } catch (Throwable ignored) {
                // A listener never throws, says its contract; one that does must not take the loop with it.
            }
        }
    }

    /** Ends without a word: the copy was given up before it was composed. */
    void forget() {
        listener = null;
        copy = null;
        request = null;
        connection = null;
    }

    /** RFC 9110 section 9.2.2. */
    private static boolean isIdempotent(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }
}

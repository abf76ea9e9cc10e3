// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.internal.UnsendableCopyException;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One copy as its transport sees it: what the transport is given, what it tells, until when it may take, and why it was told to stop, once. An Error of ours
 * does not reach the transport: it leaves the copy {@link CopyCall#torn} and is told as a fault. Safe for concurrent use.
 */
final class TransportCall implements OutboundCopy, CallListener {
    private final CopyCall copy;
    private final CopyAccount account;
    private final Dispatcher dispatcher;

    /** Guarded by the lock of the copy. */
    private long deadlineAt;

    /** As the deadline. */
    private @Nullable ClientPace pace;

    private volatile @Nullable ShadowCall call;

    /** Why it was aborted, the only place for that; {@link #abortedAt} is written before. */
    private volatile Outcome.@Nullable Failed abortedAs;

    private volatile long abortedAt;

    /** Whether an Error has kept something of the response from who observes it: a part of a response is none, whatever the transport tells. */
    private volatile boolean broken;

    TransportCall(CopyCall copy, CopyAccount account, Dispatcher dispatcher) {
        this.copy = copy;
        this.account = account;
        this.dispatcher = dispatcher;
    }

    CopyCall copy() {
        return copy;
    }

    // The transport.

    @Override
    public @Nullable ShadowRequest request() {
        if (copy.isOver()) {
            return null;
        }
        try {
            long deadline = dispatcher.now() + dispatcher.deadlineNanos();
            ShadowRequest composed = copy.compose();
            // A copy that ends meanwhile gives its body back: what was composed of the rest must not be sent.
            return copy.lendBody(deadline) ? composed : null;
        } catch (UnsendableCopyException e) {
            copy.finish(new Outcome.Unsendable(String.valueOf(e.getMessage())));
            return null;
        } catch (Throwable t) {
            copy.torn = true;
            dispatcher.fault(t);
            copy.finish(new Outcome.Failed(
                    FailureReason.INTERNAL_ERROR, "compose: " + t.getClass().getName()));
            return null;
        }
    }

    @Override
    public boolean isStreamed() {
        return copy.isStreamed();
    }

    @Override
    public void onSending() {
        try {
            copy.sending(dispatcher.now());
        } catch (Throwable t) {
            broken = true;
            copy.torn = true;
            dispatcher.fault(t);
        }
    }

    @Override
    public void onHeaders(int status, Headers headers) {
        try {
            if (copy.isSending()) {
                account.responding(status, headers);
            }
        } catch (Throwable t) {
            broken = true;
            copy.torn = true;
            dispatcher.fault(t);
        }
    }

    @Override
    public boolean onBody(ByteBuffer chunk) {
        try {
            return copy.isSending() && account.responseBody(chunk);
        } catch (Throwable t) {
            broken = true;
            copy.torn = true;
            dispatcher.fault(t);
            return false;
        }
    }

    @Override
    public void onDone(Outcome outcome) {
        try {
            copy.end(broken ? null : outcome, null, true, dispatcher.now());
        } catch (Throwable t) {
            copy.torn = true;
            dispatcher.fault(t);
        }
        copy.launchNext();
    }

    // The copy.

    /** By the dispatcher's clock; what the body waits for its client comes on top. Under the lock of the copy. */
    void mustEndAt(long deadline) {
        deadlineAt = deadline;
    }

    /** The body comes at this pace. Under the lock of the copy. */
    void paced(ClientPace ofBody) {
        pace = ofBody;
    }

    /** The transport has begun; it is told at once of an abort that came before. */
    void began(ShadowCall begun) {
        call = begun;
        Outcome.Failed early = abortedAs;
        if (early != null) {
            begun.abort(early.reason(), early.detail());
        }
    }

    /** Tells the transport to end the exchange, now or as soon as it has begun. The first reason counts. */
    void abort(FailureReason reason, String detail) {
        long now = dispatcher.now();
        Outcome.Failed failed = new Outcome.Failed(reason, detail);
        synchronized (this) {
            if (abortedAs != null) {
                return;
            }
            abortedAt = now;
            abortedAs = failed;
        }
        tell(reason, detail);
    }

    /**
     * Tells the transport, if it has begun, that a fault has ended the copy; whatever it was told before. One that throws at that will throw again, and is
     * not told again, unless it was for want of stack or memory.
     */
    void tellFault() {
        try {
            tell(FailureReason.INTERNAL_ERROR, "fault");
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw e;
        } catch (Throwable t) {
            dispatcher.fault(t);
        }
    }

    private void tell(FailureReason reason, String detail) {
        ShadowCall begun = call;
        if (begun != null) {
            begun.abort(reason, detail);
        }
    }

    /** Why it was aborted; null if it was not. */
    Outcome.@Nullable Failed abortedAs() {
        return abortedAs;
    }

    /** Whether it is past its deadline. Under the lock of the copy. */
    boolean isLate(long now) {
        ClientPace paced = pace;
        long waited = paced == null ? 0 : paced.waitedUntil(now);
        return now - deadlineAt - waited >= 0;
    }

    /** Whether it is past its deadline by the clock alone, however long its body has waited for the client. Under the lock of the copy. */
    boolean isPastDeadline(long now) {
        return now - deadlineAt >= 0;
    }

    /**
     * Whether the transport has not reacted to an abort within the grace, which begins with the abort: a process that was stopped for long after the
     * deadline has told the transport nothing yet.
     */
    boolean isStuck(long now, long graceNanos) {
        return abortedAs != null && now - abortedAt >= graceNanos;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.UnsendableCopyException;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One copy from the queue to its end, between the lane and a transport that is not trusted: whatever the transport does, the copy
 * ends exactly once and its slot comes back. Safe for concurrent use.
 */
final class Flight implements OutboundCopy, CallListener {
    private enum Phase {
        WAITING,
        SENDING,
        OVER
    }

    private static final int NO_PLACE = -1;

    private final Lane lane;
    private final LaneCopy copy;

    /** When it was offered, by the lane's clock. */
    final long offeredAt;

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private volatile @Nullable ShadowCall call;
    private volatile Outcome.@Nullable Failed abortedAs;

    /** When it was aborted, by the lane's clock; to be read after {@link #abortedAs}, which is written later. */
    private volatile long abortedAt;

    private volatile long deadlineAt;
    private volatile long sentAt;

    /** Its place among the slots; taken out by whoever frees it, so that it is freed once. */
    private final AtomicInteger place = new AtomicInteger(NO_PLACE);

    private volatile Breaker.@Nullable Permit permit;

    /** Set while the launching thread is inside the transport: an end that comes now leaves the next launch to that thread. */
    private volatile boolean launching;

    Flight(Lane lane, LaneCopy copy, long now) {
        this.lane = lane;
        this.copy = copy;
        this.offeredAt = now;
    }

    /** Hands the copy to the transport. The lane has filled the place, and the breaker has let the copy pass. */
    void launch(int filled, Breaker.Permit passed, long now) {
        permit = passed;
        deadlineAt = now + lane.deadlineNanos();
        place.set(filled);
        if (phase.get() == Phase.OVER) {
            // A lane that closes has ended it between its slot was filled and here.
            freePlace();
            return;
        }
        launching = true;
        try {
            Outcome.Failed already = abortedAs;
            if (already != null) {
                finish(already);
                return;
            }
            ShadowCall begun = lane.transport().start(this, this);
            call = begun;
            Outcome.Failed early = abortedAs;
            if (early != null) {
                begun.abort(early.reason(), early.detail());
            }
        } catch (Throwable t) {
            lane.fault(t);
            onDone(new Outcome.Failed(
                    FailureReason.INTERNAL_ERROR, "transport: " + t.getClass().getName()));
        } finally {
            launching = false;
        }
    }

    boolean isLaunching() {
        return launching;
    }

    @Override
    public @Nullable ShadowRequest request() {
        if (phase.get() == Phase.OVER) {
            return null;
        }
        deadlineAt = lane.now() + lane.deadlineNanos();
        try {
            ShadowRequest composed = copy.compose();
            // A copy that ends meanwhile gives its body back: what was composed of the rest must not be sent.
            return phase.get() == Phase.OVER ? null : composed;
        } catch (UnsendableCopyException e) {
            finish(new Outcome.Unsendable(String.valueOf(e.getMessage())));
            return null;
        } catch (Throwable t) {
            lane.fault(t);
            finish(new Outcome.Failed(
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
        sentAt = lane.now();
        if (phase.compareAndSet(Phase.WAITING, Phase.SENDING)) {
            copy.sent();
        }
    }

    @Override
    public void onHeaders(int status, Headers headers) {
        if (phase.get() == Phase.SENDING) {
            copy.answering(status, headers);
        }
    }

    @Override
    public boolean onBody(ByteBuffer chunk) {
        return phase.get() == Phase.SENDING && copy.answerBody(chunk);
    }

    @Override
    public void onDone(Outcome outcome) {
        finish(outcome);
    }

    /**
     * Aborts what takes too long; gives up on a transport that does not react within the grace, which begins with the abort: a
     * process that was stopped for long after the deadline has told the transport nothing yet.
     */
    void sweep(long now, long graceNanos) {
        if (place.get() == NO_PLACE || phase.get() == Phase.OVER || now - deadlineAt < 0) {
            return;
        }
        if (abortedAs == null) {
            abort(FailureReason.TIMEOUT, "deadline");
        } else if (now - abortedAt >= graceNanos) {
            finish(new Outcome.Failed(FailureReason.STUCK, "no end after the abort"));
        }
    }

    /** Tells the transport to end the exchange, now or as soon as it has begun. */
    void abort(FailureReason reason, String detail) {
        if (abortedAs == null) {
            abortedAt = lane.now();
            abortedAs = new Outcome.Failed(reason, detail);
            ShadowCall begun = call;
            if (begun != null) {
                begun.abort(reason, detail);
            }
        }
    }

    /** Gives the copy up before it was launched. */
    void drop(DropReason reason) {
        if (phase.getAndSet(Phase.OVER) == Phase.WAITING) {
            copy.dropped(reason);
        }
    }

    private void finish(Outcome outcome) {
        Phase before = phase.getAndSet(Phase.OVER);
        if (before == Phase.OVER) {
            return;
        }
        long now = lane.now();
        try {
            if (before == Phase.SENDING) {
                copy.ended(outcome, now - sentAt);
            } else {
                endUnsent(outcome);
            }
        } finally {
            freePlace();
            lane.landed(this, permit, outcome, now);
        }
    }

    private void freePlace() {
        int mine = place.getAndSet(NO_PLACE);
        if (mine != NO_PLACE) {
            lane.free(mine);
        }
    }

    /** The transport never told that it began: a drop where nothing was tried, a failure where an attempt must be assumed. */
    private void endUnsent(Outcome outcome) {
        DropReason reason = dropFor(outcome);
        if (reason != null) {
            copy.dropped(reason);
        } else {
            copy.sent();
            copy.ended(outcome, 0);
        }
    }

    private static @Nullable DropReason dropFor(Outcome outcome) {
        if (outcome instanceof Outcome.Unsendable) {
            return DropReason.UNSENDABLE;
        }
        if (!(outcome instanceof Outcome.Failed failed)) {
            return null;
        }
        return switch (failed.reason()) {
            case CLOSED -> DropReason.CLOSED;
            case STREAM_OVERRUN -> DropReason.STREAM_OVERRUN;
            case BODY_CUT -> DropReason.BODY_INCOMPLETE;
            case INTERNAL_ERROR -> DropReason.INTERNAL_ERROR;
            case TIMEOUT -> DropReason.QUEUE_EXPIRED;
            default -> null;
        };
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import org.jspecify.annotations.Nullable;

/** What the transport does for one copy: until when it may, and why it was told to stop, once. Safe for concurrent use. */
final class AbortableCall {
    private volatile long deadlineAt;
    private volatile @Nullable ClientPace pace;
    private volatile @Nullable ShadowCall call;

    /** Why it was aborted, the only place for that; {@link #abortedAt} is written before. */
    private volatile Outcome.@Nullable Failed abortedAs;

    private volatile long abortedAt;

    /** By the dispatcher's clock; what the body waits for its client comes on top. */
    void mustEndAt(long deadline) {
        deadlineAt = deadline;
    }

    /** The body comes at this pace. */
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
    void abort(FailureReason reason, String detail, long now) {
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

    /** Tells the transport, if it has begun; whatever it was told before. */
    void tell(FailureReason reason, String detail) {
        ShadowCall begun = call;
        if (begun != null) {
            begun.abort(reason, detail);
        }
    }

    /** Why it was aborted; null if it was not. */
    Outcome.@Nullable Failed abortedAs() {
        return abortedAs;
    }

    boolean isLate(long now) {
        ClientPace paced = pace;
        long waited = paced == null ? 0 : paced.waitedUntil(now);
        return now - deadlineAt - waited >= 0;
    }

    /**
     * Whether the transport has not reacted to an abort within the grace, which begins with the abort: a process that was stopped for long after the
     * deadline has told the transport nothing yet.
     */
    boolean isStuck(long now, long graceNanos) {
        return abortedAs != null && now - abortedAt >= graceNanos && isLate(now);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.CaptureRules.When;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.StatusCondition;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the copies of one exchange leave: as soon as they have their body, or once the primary has answered, and then if its status
 * is wanted. Without a response in time they never leave. Safe for concurrent use; tickets are called outside of the lock.
 */
final class CopyRelease {
    /** Of copies that wait for no response: there is nothing to know of them. */
    private static final CopyRelease AT_ONCE = new CopyRelease(false);

    /** Whether the response matters to any of them. */
    private final boolean mayWait;

    /** Copies that have their body and wait for the response. */
    @GuardedBy("this")
    private List<CopyTicket> later;

    @GuardedBy("this")
    private boolean answered;

    /** Why nobody waits for the response any more; null while somebody may. */
    @GuardedBy("this")
    private @Nullable DropReason givenUp;

    @GuardedBy("this")
    private Optional<ResponseHead> response = Optional.empty();

    private CopyRelease(boolean mayWait) {
        this.mayWait = mayWait;
        this.later = mayWait ? new ArrayList<>(1) : List.of();
    }

    /** For these copies. */
    static CopyRelease of(List<CopyTicket> tickets) {
        for (CopyTicket ticket : tickets) {
            if (ticket.rules().when() != When.REQUEST_COMPLETE) {
                return new CopyRelease(true);
            }
        }
        return AT_ONCE;
    }

    /** The request of a copy is complete, with this body: lets the copy leave when it may. */
    void captured(CopyTicket ticket, Body body, ChargedBody held, boolean reconstructed) {
        if (ticket.rules().when() == When.REQUEST_COMPLETE) {
            ticket.leave(body, held, reconstructed);
            return;
        }
        ticket.captured(body, held, reconstructed);
        Optional<ResponseHead> known;
        DropReason tooLate;
        synchronized (this) {
            if (!answered && givenUp == null) {
                later.add(ticket);
                return;
            }
            known = response;
            tooLate = givenUp;
        }
        if (tooLate != null) {
            ticket.dropped(tooLate);
        } else {
            leave(ticket, known);
        }
    }

    /** The primary is done; empty: with what status is not known. Called once. */
    void answered(Optional<ResponseHead> known) {
        if (!mayWait) {
            return;
        }
        List<CopyTicket> left;
        synchronized (this) {
            answered = true;
            response = known;
            left = later;
            later = List.of();
        }
        left.forEach(ticket -> leave(ticket, known));
    }

    boolean isAwaited() {
        return mayWait && hasWaiting();
    }

    private synchronized boolean hasWaiting() {
        return !later.isEmpty();
    }

    /** Nobody tells any more whether the primary is done. Called once, and never with {@link #answered}. */
    void givenUp(DropReason reason) {
        if (!mayWait) {
            return;
        }
        List<CopyTicket> left;
        synchronized (this) {
            givenUp = reason;
            left = later;
            later = List.of();
        }
        left.forEach(ticket -> ticket.dropped(reason));
    }

    private static void leave(CopyTicket ticket, Optional<ResponseHead> known) {
        StatusCondition wanted = ticket.rules().statuses();
        boolean wants = known.map(head -> wanted.accepts(head.status())).orElse(wanted.equals(StatusCondition.ANY));
        if (wants) {
            ticket.leave();
        } else {
            ticket.dropped(DropReason.STATUS_NOT_WANTED);
        }
    }
}

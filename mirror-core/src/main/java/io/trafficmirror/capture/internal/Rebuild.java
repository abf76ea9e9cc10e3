// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.ParsedBody;
import java.io.IOException;
import java.util.List;

/**
 * The making of one body out of what a container has parsed: begun by the request's thread, which takes references within a
 * reservation, and done by a thread of the mirror. It ends once, with the body or with the reason why there is none. Handed from one
 * thread to the other.
 */
public final class Rebuild {
    private final ParsedBody parsed;
    private final long cap;
    private final ByteBudget budget;
    private final DropReason untold;
    private final BufferedBody.Listener end;
    private long reserved;
    private boolean taken;
    private boolean ended;

    /**
     * A body to be made.
     *
     * @param cap bytes that it may have
     * @param untold why there is no copy if what was parsed can't be had, or does not tell the body
     * @param end is told the end, once
     */
    Rebuild(ParsedBody parsed, long cap, ByteBudget budget, DropReason untold, BufferedBody.Listener end) {
        this.parsed = parsed;
        this.cap = cap;
        this.budget = budget;
        this.untold = untold;
        this.end = end;
    }

    /** The most bytes that any of these copies may have; those that stream are bounded by the budget alone. */
    static long cap(List<CopyTicket> tickets, ByteBudget budget) {
        long cap = 0;
        for (CopyTicket ticket : tickets) {
            cap = Math.max(
                    cap,
                    ticket.rules().stream() ? budget.limit() : ticket.rules().maxBodyBytes());
        }
        return cap;
    }

    /** Reserves and takes; false if it has ended thereby. On the request's thread. */
    boolean begin() {
        long wanted = parsed.heldBytes();
        if (parsed.minBytes() > cap) {
            giveUp(DropReason.BODY_TOO_LARGE);
            return false;
        }
        if (!budget.tryReserve(wanted)) {
            giveUp(DropReason.BYTE_BUDGET);
            return false;
        }
        reserved = wanted;
        taken = true;
        try {
            parsed.take();
            return true;
        } catch (IOException e) {
            giveUp(untold);
            return false;
        }
    }

    /** Makes the body and hands it on. On a thread of the mirror. */
    public void build() {
        BufferedBody body;
        try {
            body = new BufferedBody(-1, cap, budget, end);
        } catch (Throwable t) {
            giveUp(DropReason.INTERNAL_ERROR);
            throw t;
        }
        try {
            if (parsed.writeTo(body)) {
                letGo();
                ended = true;
                body.end();
            } else {
                giveUp(body, untold);
            }
        } catch (IOException e) {
            giveUp(body, untold);
        } finally {
            try {
                giveUp(body, DropReason.INTERNAL_ERROR); // without effect unless something was thrown
            } finally {
                body.recover();
            }
        }
    }

    private void giveUp(BufferedBody body, DropReason reason) {
        if (!ended) {
            ended = true;
            letGo();
            body.fail(reason);
        }
    }

    /** Ends it without a body, unless it has ended. */
    public void giveUp(DropReason reason) {
        if (!ended) {
            ended = true;
            try {
                letGo();
            } finally {
                end.givenUp(reason);
            }
        }
    }

    private void letGo() {
        if (taken) {
            taken = false;
            try {
                parsed.close();
            } finally {
                budget.release(reserved);
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.ByteBudget;
import io.trafficmirror.capture.CopyTicket;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.LiveExchange;
import io.trafficmirror.capture.Rebuild;
import io.trafficmirror.capture.Unended;
import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The copies that one request gets, each within the byte budget, until the exchange begins. Confined to the request's thread. */
final class Selection {
    /** What a waiting copy takes besides its bytes: its own objects and those of its queue entry. */
    private static final long OVERHEAD_BYTES = 1024;

    private final RequestHead head;
    private final ByteBudget budget;
    private final Reporter reporter;
    private final Unended unended;
    private final Consumer<Rebuild> rebuilds;
    private final long headBytes;
    private final List<MirrorPlan> mirrors = new ArrayList<>(1);
    private final List<Integer> numbers = new ArrayList<>(1);
    private int observedBytes = -1;

    /** Whether each copy keeps its own account from here on. */
    private boolean begun;

    Selection(RequestHead head, ByteBudget budget, Reporter reporter, Unended unended, Consumer<Rebuild> rebuilds) {
        this.head = head;
        this.budget = budget;
        this.reporter = reporter;
        this.unended = unended;
        this.rebuilds = rebuilds;
        this.headBytes = head.heapBytes() + OVERHEAD_BYTES;
    }

    void add(MirrorPlan mirror, int copies) {
        for (int number = 1; number <= copies; number++) {
            if (!budget.tryReserve(headBytes)) {
                reporter.drop(mirror, 1, DropReason.BYTE_BUDGET);
                continue;
            }
            mirrors.add(mirror);
            numbers.add(copies == 1 ? 0 : number);
            observedBytes = Math.max(observedBytes, mirror.observedBytes());
        }
    }

    /**
     * The exchange of these copies.
     *
     * @param exchangeNumber unique in this mirror
     * @param now in nanoseconds
     */
    Exchange begin(long exchangeNumber, long now) {
        if (mirrors.isEmpty()) {
            return Exchange.NONE;
        }
        Observed exchange = new Observed(head, exchangeNumber, observedBytes, reporter);
        List<CopyTicket> tickets = new ArrayList<>(mirrors.size());
        for (int i = 0; i < mirrors.size(); i++) {
            MirrorPlan mirror = mirrors.get(i);
            if (mirror.isObserved()) {
                exchange.expect();
            }
            tickets.add(new MirroredCopy(mirror, exchange, numbers.get(i), headBytes, reporter));
        }
        begun = true;
        try {
            LiveExchange live = LiveExchange.begin(
                    head, tickets, budget, observedBytes < 0 ? null : exchange, exchange::template, rebuilds);
            unended.add(live, exchangeNumber, now);
            return live;
        } catch (Throwable t) {
            tickets.forEach(ticket -> ticket.dropped(DropReason.INTERNAL_ERROR));
            throw t;
        }
    }

    /** Something of ours threw: copies that don't keep their own account yet are dropped. */
    void abandon() {
        if (!begun) {
            for (MirrorPlan mirror : mirrors) {
                reporter.drop(mirror, 1, DropReason.INTERNAL_ERROR);
                budget.release(headBytes);
            }
        }
    }
}

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
import io.trafficmirror.dispatch.CopyCall;
import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The copies that one request gets, each within the byte budget, until the exchange begins. Confined to the request's thread. */
final class Selection {
    /** What a waiting copy takes besides its bytes: its own objects and those of its queue entry. */
    private static final long OVERHEAD_BYTES = 1024;

    /** The next one that an Error has broken off. Guarded by the {@link Intake}. */
    @Nullable
    Selection nextBroken;

    private final RequestHead head;
    private final ByteBudget budget;
    private final Reporter reporter;
    private final Unended unended;
    private final Consumer<Rebuild> rebuilds;
    private final long headBytes;
    private final Observed exchange;
    private final long exchangeNumber;
    private final List<CopyTicket> copies = new ArrayList<>(1);
    private int observedBytes = -1;

    /**
     * No copies yet.
     *
     * @param exchangeNumber unique in this mirror
     */
    Selection(
            RequestHead head,
            long exchangeNumber,
            ByteBudget budget,
            Reporter reporter,
            Unended unended,
            Consumer<Rebuild> rebuilds) {
        this.head = head;
        this.budget = budget;
        this.reporter = reporter;
        this.unended = unended;
        this.rebuilds = rebuilds;
        this.exchangeNumber = exchangeNumber;
        this.exchange = new Observed(head, exchangeNumber, reporter);
        this.headBytes = head.heapBytes() + OVERHEAD_BYTES;
    }

    void add(MirrorPlan mirror, int wanted) {
        for (int number = 1; number <= wanted; number++) {
            MirroredCopy account = new MirroredCopy(mirror, exchange, wanted == 1 ? 0 : number, reporter);
            CopyCall copy = new CopyCall(mirror.lane(), account, budget, headBytes);
            copies.add(copy);
            if (copy.begin()) {
                observedBytes = Math.max(observedBytes, mirror.observedBytes());
                if (mirror.isObserved()) {
                    exchange.expect();
                }
            } else {
                copies.remove(copy);
                reporter.refuse(mirror, 1, DropReason.BYTE_BUDGET);
            }
        }
    }

    /**
     * The exchange of these copies.
     *
     * @param now in nanoseconds
     */
    Exchange begin(long now) {
        if (copies.isEmpty()) {
            return Exchange.NONE;
        }
        exchange.observe(observedBytes);
        LiveExchange live = LiveExchange.begin(
                head, copies, budget, observedBytes < 0 ? null : exchange, exchange::template, rebuilds, unended);
        unended.add(live, exchangeNumber, now);
        return live;
    }

    /** An Error has broken the selection off: what is not on its way by now never will be. */
    void recover() {
        copies.forEach(CopyTicket::recover);
        if (observedBytes >= 0) {
            exchange.ended(java.util.Optional.empty());
        }
    }
}

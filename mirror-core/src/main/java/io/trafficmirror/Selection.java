// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.CapturedExchange;
import io.trafficmirror.capture.internal.CopyTicket;
import io.trafficmirror.capture.internal.OpenExchanges;
import io.trafficmirror.capture.internal.Rebuild;
import io.trafficmirror.copy.CopyTransform;
import io.trafficmirror.dispatch.CopyCall;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.UnobservedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The copies that one request gets, each within the byte budget, until the exchange begins. Confined to the request's thread. */
final class Selection {
    /** What a waiting copy takes besides its bytes: its own objects and those of its queue entry. */
    private static final long OVERHEAD_BYTES = 1024;

    /** The next one that an Error has broken off. Guarded by the {@link CopySelector}. */
    @Nullable
    Selection nextBroken;

    private final RequestHead head;
    private final ByteBudget budget;
    private final Events events;
    private final Tracing tracing;
    private final OpenExchanges openExchanges;
    private final Consumer<Rebuild> rebuilds;
    private final Transformer transformer;
    private final long headBytes;
    private final Observation observation;
    private final MirroredExchange exchange;
    private final long exchangeNumber;
    private final List<CopyTicket> copies = new ArrayList<>(1);

    /** What each of them is to its mirror, in the same order; only if there are observers. */
    private final List<MirroredCopy> accounts;

    /**
     * No copies yet.
     *
     * @param number of the exchange
     * @param ids makes a name of it
     */
    Selection(
            RequestHead head,
            long number,
            ExchangeIds ids,
            ByteBudget budget,
            Events events,
            Tracing tracing,
            Observation observation,
            OpenExchanges openExchanges,
            Consumer<Rebuild> rebuilds,
            Transformer transformer) {
        this.head = head;
        this.budget = budget;
        this.events = events;
        this.tracing = tracing;
        this.observation = observation;
        this.accounts = observation.isEmpty() ? List.of() : new ArrayList<>(1);
        this.openExchanges = openExchanges;
        this.rebuilds = rebuilds;
        this.transformer = transformer;
        this.exchangeNumber = number;
        this.exchange = new MirroredExchange(head, number, ids);
        this.headBytes = head.heapBytes() + OVERHEAD_BYTES;
    }

    /**
     * Adds a copy, if the budget allows it.
     *
     * @param number 1 for the first of several copies …, 0 for the only one
     * @param key of its order; 0: none
     * @return whether it has begun
     */
    boolean add(ActiveMirror mirror, int number, long key) {
        return add(mirror, number, key, copies.size());
    }

    /**
     * Adds a copy of the control beside the shadow's that was added last.
     *
     * @param number that of the shadow's
     * @param key of its order; 0: none
     * @param first whether it leaves before that one
     * @return whether it has begun
     */
    boolean addControl(ActiveMirror control, int number, long key, boolean first) {
        return add(control, number, key, first ? copies.size() - 1 : copies.size());
    }

    private boolean add(ActiveMirror mirror, int number, long key, int place) {
        MirroredCopy account = new MirroredCopy(mirror, exchange, number, events, tracing);
        CopyCall copy = new CopyCall(mirror.dispatcher(), account, budget, headBytes, key);
        CopyTicket ticket = ticketOf(mirror, copy, account);
        copies.add(place, ticket);
        if (!copy.begin()) {
            copies.remove(ticket);
            return false;
        }
        if (!observation.isEmpty()) {
            accounts.add(place, account);
        }
        return true;
    }

    private CopyTicket ticketOf(ActiveMirror mirror, CopyCall copy, MirroredCopy account) {
        CopyTransform transform = mirror.spec().transform().orElse(null);
        if (transform == null) {
            return copy;
        }
        long maxAge = mirror.spec().limits().maxQueueAge().toNanos();
        return new TransformedCopy(copy, account, transform, transformer, budget, maxAge);
    }

    /**
     * The exchange of these copies.
     *
     * @param clock in nanoseconds; read only for what waits for the exchange's end
     */
    Exchange begin(LongSupplier clock) {
        if (copies.isEmpty()) {
            return Exchange.NONE;
        }
        exchange.span(tracing.current());
        CapturedExchange live = CapturedExchange.begin(
                head, copies, budget, joined(clock), exchange::template, rebuilds, openExchanges);
        openExchanges.add(live, exchangeNumber, clock);
        return live;
    }

    /** The join of the exchange, if an observer wants to see it and there is room; before any copy leaves. */
    private @Nullable ExchangeJoin joined(LongSupplier clock) {
        if (accounts.isEmpty()) {
            return null;
        }
        Observation.Wish wish = observation.ask(
                head, accounts.stream().map(MirroredCopy::mirror).toList());
        if (wish == null) {
            return null;
        }
        ExchangeJoin join = new ExchangeJoin(exchange, accounts, observation, wish, clock.getAsLong());
        exchange.join(join);
        if (!join.begin()) {
            exchange.join(null);
            return null;
        }
        return join;
    }

    /** An Error has broken the selection off: what is not on its way by now never will be. */
    void recover() {
        copies.forEach(CopyTicket::recover);
        ExchangeJoin join = exchange.join();
        if (join != null) {
            join.lose(UnobservedReason.INTERNAL_ERROR);
        }
    }
}

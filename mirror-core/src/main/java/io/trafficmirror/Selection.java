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

    private final Parts parts;
    private final RequestHead head;
    private final long headBytes;
    private final MirroredExchange exchange;
    private final long exchangeNumber;
    private final List<CopyTicket> copies = new ArrayList<>(1);

    /** What each of them is to its mirror, in the same order; only if there are observers. */
    private final List<MirroredCopy> accounts;

    /**
     * What copies are made with, the same for all exchanges of a mirror.
     *
     * @param budget what copies may hold
     * @param ids name exchanges
     * @param events tell listeners of copies
     * @param tracing gives copies spans
     * @param observation asks observers
     * @param openExchanges ends what an Error or a container has left half done
     * @param rebuilds has bodies made on a thread of the mirror
     * @param transformer has copies transformed
     * @param clock in nanoseconds; read only for what waits for the exchange's end
     */
    record Parts(
            ByteBudget budget,
            ExchangeIds ids,
            Events events,
            Tracing tracing,
            Observation observation,
            OpenExchanges openExchanges,
            Consumer<Rebuild> rebuilds,
            Transformer transformer,
            LongSupplier clock) {}

    /** No copies yet, of the exchange with this number. */
    Selection(Parts parts, RequestHead head, long number) {
        this.parts = parts;
        this.head = head;
        this.headBytes = head.heapBytes() + OVERHEAD_BYTES;
        this.exchange = new MirroredExchange(head, number, parts.ids());
        this.exchangeNumber = number;
        this.accounts = parts.observation().isEmpty() ? List.of() : new ArrayList<>(1);
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
        MirroredCopy account = new MirroredCopy(mirror, exchange, number, parts.events(), parts.tracing());
        CopyCall copy = new CopyCall(mirror.dispatcher(), account, parts.budget(), headBytes, key);
        CopyTicket ticket = ticketOf(mirror, copy, account);
        copies.add(place, ticket);
        if (!copy.begin()) {
            copies.remove(ticket);
            return false;
        }
        if (!parts.observation().isEmpty()) {
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
        return new TransformedCopy(copy, account, transform, parts.transformer(), parts.budget(), maxAge);
    }

    /** The exchange of these copies. */
    Exchange begin() {
        if (copies.isEmpty()) {
            return Exchange.NONE;
        }
        exchange.span(parts.tracing().current());
        CapturedExchange live = CapturedExchange.begin(
                head, copies, parts.budget(), joined(), exchange::template, parts.rebuilds(), parts.openExchanges());
        parts.openExchanges().add(live, exchangeNumber, parts.clock());
        return live;
    }

    /** The join of the exchange, if an observer wants to see it and there is room; before any copy leaves. */
    private @Nullable ExchangeJoin joined() {
        if (accounts.isEmpty()) {
            return null;
        }
        Observation observation = parts.observation();
        Observation.Wish wish = observation.ask(
                head, accounts.stream().map(MirroredCopy::mirror).toList());
        if (wish == null) {
            return null;
        }
        ExchangeJoin join = new ExchangeJoin(
                exchange, accounts, observation, wish, parts.clock().getAsLong());
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

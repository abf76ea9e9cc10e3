// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.CaptureRules.Parsed;
import io.trafficmirror.capture.CaptureRules.RequestBody;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.ParsedBody;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that copies are wanted of. It hands each ticket its body, or the reason why not, as soon as that is known, and the
 * rest when the exchange ends.
 *
 * <p>Locking: the lock guards which tickets still wait; tickets are called outside of it.
 */
public final class CapturedExchange implements Exchange {
    /** Who finds this exchange if an Error breaks off one of its calls. */
    final OpenExchanges openExchanges;

    private final RequestHead head;
    private final List<CopyTicket> tickets;
    private final ByteBudget budget;
    private final @Nullable ResponseTicket response;
    private final Consumer<String> template;
    private final Consumer<Rebuild> rebuilds;
    private final @Nullable BufferedBody buffer;
    private final List<StreamingTicket> streams = new ArrayList<>(0);
    private final BodySink sink;

    /** The same as the sink; null if the head tells whether there is a body. */
    private final @Nullable UntoldBody untold;

    /** Tickets that want the head alone. */
    private final List<CopyTicket> headOnly = new ArrayList<>(0);

    /** Tickets that wait for the buffered body. */
    @GuardedBy("this")
    private List<CopyTicket> waiting = new ArrayList<>(1);

    private final CopyRelease release = new CopyRelease();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Set before anybody else knows this exchange; null if nothing waits for its end. */
    private OpenExchanges.@Nullable Entry watched;

    /** Whether it stands among the broken exchanges, and which one is behind it there. Guarded by {@link #openExchanges}. */
    boolean isBroken;

    @Nullable
    CapturedExchange nextBroken;

    /** What broke a call off. Guarded by {@link #openExchanges}. */
    @Nullable
    Throwable cause;

    /** Its end was told and an Error broke it off. */
    volatile boolean endBroken;

    private CapturedExchange(
            RequestHead head,
            List<CopyTicket> tickets,
            ByteBudget budget,
            @Nullable ResponseTicket response,
            Consumer<String> template,
            Consumer<Rebuild> rebuilds,
            OpenExchanges openExchanges) {
        this.openExchanges = openExchanges;
        this.head = head;
        this.tickets = List.copyOf(tickets);
        this.budget = budget;
        this.response = response;
        this.template = template;
        this.rebuilds = rebuilds;
        ContentFraming framing = ContentFraming.of(head);
        long cap = -1;
        for (CopyTicket ticket : tickets) {
            if (ticket.rules().body() == RequestBody.NONE) {
                headOnly.add(ticket);
            } else if (ticket.rules().stream()) {
                streams.add(new StreamingTicket(ticket, framing.length(), budget));
            } else {
                waiting.add(ticket);
                cap = Math.max(cap, ticket.rules().maxBodyBytes());
            }
        }
        this.buffer = cap < 0 ? null : new BufferedBody(framing.length(), cap, budget, new BufferEnd());
        BodySink inner = sinkOf(buffer, streams);
        this.untold = framing.kind() == ContentFraming.Kind.UNTOLD && !inner.equals(BodySink.NONE)
                ? new UntoldBody(inner, () -> completeWithout(Body.NONE))
                : null;
        BodySink last = untold == null ? inner : untold;
        this.sink = last.equals(BodySink.NONE) ? last : new GuardedSink(this, last);
    }

    /**
     * Begins the capture. Tickets of a request without content, or with more than they take, are answered before this returns.
     *
     * @param tickets one or more
     * @param response null if nobody asks for the primary's response
     * @param template is told the template of the resource, if the adapter knows it
     * @param rebuilds has bodies made on a thread of the mirror
     * @param openExchanges ends what an Error has left half done
     */
    public static CapturedExchange begin(
            RequestHead head,
            List<CopyTicket> tickets,
            ByteBudget budget,
            @Nullable ResponseTicket response,
            Consumer<String> template,
            Consumer<Rebuild> rebuilds,
            OpenExchanges openExchanges) {
        CapturedExchange exchange =
                new CapturedExchange(head, tickets, budget, response, template, rebuilds, openExchanges);
        ContentFraming framing = ContentFraming.of(head);
        exchange.deliver(
                exchange.headOnly, framing.hasContent() ? Body.of(List.of()) : Body.NONE, ChargedBody.EMPTY, false);
        if (framing.kind() == ContentFraming.Kind.NONE) {
            exchange.completeWithout(Body.NONE);
        } else if (framing.length() == 0) {
            exchange.completeWithout(Body.of(List.of()));
        } else if (framing.length() > 0) {
            exchange.dropTooLarge(framing.length());
        }
        return exchange;
    }

    private static BodySink sinkOf(@Nullable BufferedBody buffer, List<StreamingTicket> streams) {
        List<BodySink> sinks = new ArrayList<>(streams);
        if (buffer != null) {
            sinks.add(buffer);
        }
        return sinks.isEmpty() ? BodySink.NONE : sinks.size() == 1 ? sinks.get(0) : new BodyFan(List.copyOf(sinks));
    }

    private void completeWithout(Body body) {
        List<CopyTicket> all = takeAll();
        deliver(all, body, ChargedBody.EMPTY, false);
        if (buffer != null) {
            buffer.fail(DropReason.BODY_UNREAD);
        }
    }

    private void dropTooLarge(long announced) {
        List<CopyTicket> dropped = new ArrayList<>(0);
        boolean none;
        synchronized (this) {
            for (CopyTicket ticket : waiting) {
                if (announced > ticket.rules().maxBodyBytes()) {
                    dropped.add(ticket);
                }
            }
            waiting.removeAll(dropped);
            none = waiting.isEmpty();
        }
        dropped.forEach(ticket -> ticket.dropped(DropReason.BODY_TOO_LARGE));
        if (none && buffer != null) {
            buffer.fail(DropReason.BODY_TOO_LARGE);
        }
    }

    @Override
    public boolean isNone() {
        return false;
    }

    @Override
    public boolean wantsRequestBody() {
        return sink.isOpen();
    }

    @Override
    public BodySink requestBody() {
        return sink;
    }

    @Override
    public boolean wantsParsedForm() {
        return wantsParsed(false);
    }

    @Override
    public boolean wantsParsedMultipart() {
        return wantsParsed(true);
    }

    private boolean wantsParsed(boolean multipart) {
        return parsedTickets(false).stream().anyMatch(ticket -> rebuilds(ticket, multipart));
    }

    private static boolean rebuilds(CopyTicket ticket, boolean multipart) {
        return (multipart ? ticket.rules().multipart() : ticket.rules().forms()) == Parsed.REBUILD;
    }

    /** The tickets whose body has not begun to pass; taken out of the exchange if {@code take}. */
    private List<CopyTicket> parsedTickets(boolean take) {
        if (!sink.isOpen()
                || (buffer != null && !buffer.isUntouched())
                || !streams.stream().allMatch(StreamingTicket::isUntouched)) {
            return List.of();
        }
        if (take) {
            return takeAll();
        }
        List<CopyTicket> tickets = new ArrayList<>();
        synchronized (this) {
            tickets.addAll(waiting);
        }
        streams.forEach(stream -> tickets.add(stream.ticket()));
        return tickets;
    }

    @Override
    public void reconstructedBody(ParsedBody parsed) {
        try {
            rebuild(parsed);
        } catch (Throwable t) {
            synchronized (openExchanges) {
                cause = t;
                if (!isBroken) {
                    isBroken = true;
                    nextBroken = openExchanges.broken;
                    openExchanges.broken = this;
                }
            }
        }
    }

    private void rebuild(ParsedBody parsed) {
        boolean multipart = head.headers()
                .first("Content-Type")
                .map(type -> type.regionMatches(true, 0, "multipart/", 0, 10))
                .orElse(false);
        DropReason untold = multipart ? DropReason.MULTIPART_PARSED : DropReason.FORM_PARSED;
        List<CopyTicket> rebuilt = new ArrayList<>();
        for (CopyTicket ticket : parsedTickets(true)) {
            if (rebuilds(ticket, multipart)) {
                rebuilt.add(ticket);
            } else {
                ticket.dropped(untold);
            }
        }
        if (buffer != null) {
            buffer.fail(DropReason.BODY_UNREAD);
        }
        if (!rebuilt.isEmpty()) {
            rebuild(new Rebuild(parsed, Rebuild.cap(rebuilt, budget), budget, untold, new RebuildEnd(rebuilt)));
        }
    }

    private void rebuild(Rebuild body) {
        try {
            if (body.begin()) {
                rebuilds.accept(body);
            }
        } catch (Throwable t) {
            body.giveUp(DropReason.INTERNAL_ERROR);
            throw t;
        }
    }

    @Override
    public boolean wantsResponse() {
        return response != null && response.isWanted();
    }

    @Override
    public boolean wantsResponseBody() {
        return response != null && response.body().isOpen();
    }

    @Override
    public BodySink responseBody() {
        return response == null ? BodySink.NONE : response.body();
    }

    @Override
    public void responseBodyMissed() {
        if (response != null) {
            response.missed();
        }
    }

    @Override
    public void template(String known) {
        template.accept(known);
    }

    @Override
    public void end(ResponseHead response) {
        try {
            finish(Optional.of(response));
        } catch (Throwable t) {
            endBroken = true;
            synchronized (openExchanges) {
                cause = t;
                if (!isBroken) {
                    isBroken = true;
                    nextBroken = openExchanges.broken;
                    openExchanges.broken = this;
                }
            }
        }
    }

    @Override
    public void endWithoutResponse() {
        try {
            finish(Optional.empty());
        } catch (Throwable t) {
            endBroken = true;
            synchronized (openExchanges) {
                cause = t;
                if (!isBroken) {
                    isBroken = true;
                    nextBroken = openExchanges.broken;
                    openExchanges.broken = this;
                }
            }
        }
    }

    private void finish(Optional<ResponseHead> known) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        if (watched != null) {
            watched.remove();
        }
        failOpenBodies();
        release.answered(known);
        if (response != null) {
            response.ended(known);
        }
    }

    /** Whether a copy or an observer waits for the rest of this exchange. */
    boolean isAwaited() {
        return response != null || sink.isOpen() || release.isAwaited();
    }

    void watchedAs(OpenExchanges.Entry entry) {
        watched = entry;
    }

    /** Bytes of the request's body that have passed for a copy. While this grows the exchange lives. */
    long bytesPassed() {
        long sum = buffer == null ? 0 : buffer.size();
        for (StreamingTicket stream : streams) {
            sum += stream.bytesPassed();
        }
        return sum;
    }

    /** Nobody has told the end in time: what waits for it is given up. An end that comes after all has no effect. */
    void giveUp(DropReason reason) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        if (buffer != null) {
            buffer.fail(reason);
        }
        streams.forEach(stream -> stream.fail(reason));
        release.givenUp(reason);
        if (response != null) {
            response.missed();
            response.ended(Optional.empty());
        }
    }

    private void failOpenBodies() {
        if (untold != null && untold.endUntouched()) {
            return;
        }
        if (buffer != null && buffer.isOpen()) {
            buffer.fail(buffer.isUntouched() ? DropReason.BODY_UNREAD : DropReason.BODY_INCOMPLETE);
        }
        for (StreamingTicket stream : streams) {
            stream.fail(stream.isUntouched() ? DropReason.BODY_UNREAD : DropReason.BODY_INCOMPLETE);
        }
    }

    /** Takes the tickets that have no body yet, those of streams included. */
    private List<CopyTicket> takeAll() {
        List<CopyTicket> all = takeWaiting();
        for (StreamingTicket stream : streams) {
            CopyTicket ticket = stream.withdraw();
            if (ticket != null) {
                all.add(ticket);
            }
        }
        return all;
    }

    private synchronized List<CopyTicket> takeWaiting() {
        List<CopyTicket> taken = waiting;
        waiting = new ArrayList<>(0);
        return taken;
    }

    /** Lets each ticket leave with the body, as soon as it may. */
    private void deliver(List<CopyTicket> tickets, Body body, ChargedBody held, boolean reconstructed) {
        for (CopyTicket ticket : tickets) {
            if (held.length() > ticket.rules().maxBodyBytes() && !ticket.rules().stream()) {
                ticket.dropped(DropReason.BODY_TOO_LARGE);
            } else {
                ticket.captured(body, held, reconstructed);
                release.leave(ticket);
            }
        }
    }

    /**
     * An Error has broken off a call: whatever it was, no copy that is not on its way by now will be sent, and what is held for it is given
     * back. An end that was told stands.
     */
    void recover() {
        if (buffer != null) {
            buffer.recover();
        }
        streams.forEach(stream -> stream.fail(DropReason.INTERNAL_ERROR));
        tickets.forEach(CopyTicket::recover);
        if (endBroken) {
            over.set(true);
            if (watched != null) {
                watched.remove();
            }
            if (response != null) {
                response.missed();
                response.ended(Optional.empty());
            }
        }
    }

    /** What the end of a body that was made again means for its tickets. */
    private final class RebuildEnd implements BufferedBody.Listener {
        private final List<CopyTicket> tickets;

        RebuildEnd(List<CopyTicket> tickets) {
            this.tickets = tickets;
        }

        @Override
        public void complete(ChargedBody body) {
            try {
                deliver(tickets, body.asBody(), body, true);
            } catch (Throwable t) {
                tickets.forEach(CopyTicket::recover);
                throw t;
            }
        }

        @Override
        public void givenUp(DropReason reason) {
            tickets.forEach(ticket -> ticket.dropped(reason));
        }
    }

    /** What the end of the buffered body means for the tickets that wait for it. */
    private final class BufferEnd implements BufferedBody.Listener {
        @Override
        public void complete(ChargedBody body) {
            deliver(takeWaiting(), body.asBody(), body, false);
        }

        @Override
        public void givenUp(DropReason reason) {
            takeWaiting().forEach(ticket -> ticket.dropped(reason));
        }
    }
}

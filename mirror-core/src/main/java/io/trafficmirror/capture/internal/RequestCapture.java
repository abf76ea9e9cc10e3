// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.CaptureRules.Parsed;
import io.trafficmirror.capture.CaptureRules.RequestBody;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.ParsedBody;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way to the tickets that want it: whole from one buffer, as a stream each, rebuilt from what the container has parsed, or not at
 * all. It hands each ticket its body, or the reason why not, as soon as that is known.
 *
 * <p>Locking: the lock guards which tickets still wait; tickets are called outside of it.
 */
final class RequestCapture {
    /** Content of length 0. */
    private static final Body EMPTY = Body.of(List.of());

    private final RequestHead head;
    private final ContentFraming framing;
    private final List<CopyTicket> tickets;
    private final ByteBudget budget;
    private final CopyRelease release;
    private final Consumer<Rebuild> rebuilds;
    private final @Nullable BufferedBody buffer;
    private final List<StreamingTicket> streams;
    private final BodySink sink;

    /** The same as the sink; null if the head tells whether there is a body. */
    private final @Nullable UntoldBody untold;

    /** Tickets that want the head alone, or get no more because the request has none. */
    private final List<CopyTicket> headOnly;

    /** Tickets that take less than was announced. */
    private final List<CopyTicket> tooLarge;

    /** Tickets that wait for the buffered body. */
    @GuardedBy("this")
    private List<CopyTicket> waiting;

    /**
     * Captures nothing yet.
     *
     * @param release lets the copies leave
     * @param rebuilds has bodies made on a thread of the mirror
     */
    RequestCapture(
            RequestHead head,
            List<CopyTicket> tickets,
            ByteBudget budget,
            CopyRelease release,
            Consumer<Rebuild> rebuilds) {
        this.head = head;
        this.tickets = List.copyOf(tickets);
        this.budget = budget;
        this.release = release;
        this.rebuilds = rebuilds;
        this.framing = ContentFraming.of(head);
        if (framing.kind() == ContentFraming.Kind.NONE || framing.length() == 0) {
            this.headOnly = this.tickets;
            this.tooLarge = List.of();
            this.streams = List.of();
            this.waiting = List.of();
            this.buffer = null;
            this.untold = null;
            this.sink = BodySink.NONE;
            return;
        }
        this.headOnly = new ArrayList<>(0);
        this.tooLarge = new ArrayList<>(0);
        this.streams = new ArrayList<>(0);
        this.waiting = new ArrayList<>(1);
        long cap = -1;
        for (CopyTicket ticket : tickets) {
            if (ticket.rules().body() == RequestBody.NONE) {
                headOnly.add(ticket);
            } else if (ticket.rules().stream()) {
                streams.add(new StreamingTicket(ticket, framing.length(), budget));
            } else if (framing.length() > ticket.rules().maxBodyBytes()) {
                tooLarge.add(ticket);
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
        this.sink = untold == null ? inner : untold;
    }

    /** Begins: tickets of a request without content, or with more than they take, are answered before this returns. */
    void begin() {
        deliver(headOnly, framing.hasContent() ? EMPTY : Body.NONE, ChargedBody.EMPTY, false);
        tooLarge.forEach(ticket -> ticket.dropped(DropReason.BODY_TOO_LARGE));
    }

    private static BodySink sinkOf(@Nullable BufferedBody buffer, List<StreamingTicket> streams) {
        if (streams.isEmpty()) {
            return buffer == null ? BodySink.NONE : buffer;
        }
        List<BodySink> sinks = new ArrayList<>(streams);
        if (buffer != null) {
            sinks.add(buffer);
        }
        return sinks.size() == 1 ? sinks.get(0) : new BodyFan(List.copyOf(sinks));
    }

    private void completeWithout(Body body) {
        List<CopyTicket> all = takeAll();
        deliver(all, body, ChargedBody.EMPTY, false);
        if (buffer != null) {
            buffer.fail(DropReason.BODY_UNREAD);
        }
    }

    /** Where the body is to pass. */
    BodySink sink() {
        return sink;
    }

    /** Whether a ticket wants a body made again from what the container has parsed. */
    boolean wantsParsed(boolean multipart) {
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

    /**
     * The container has parsed the body: it is made again for the tickets that want that.
     *
     * @param brokenOff is called if an Error breaks off on another thread what is done with that body
     */
    void rebuild(ParsedBody parsed, Runnable brokenOff) {
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
            rebuild(new Rebuild(
                    parsed, Rebuild.cap(rebuilt, budget), budget, untold, new RebuildEnd(rebuilt, brokenOff)));
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

    /** Bytes of the request's body that have passed for a copy. While this grows the exchange lives. */
    long bytesPassed() {
        long sum = buffer == null ? 0 : buffer.size();
        for (StreamingTicket stream : streams) {
            sum += stream.bytesPassed();
        }
        return sum;
    }

    /** Gives up what has not its body yet. */
    void fail(DropReason reason) {
        if (buffer != null) {
            buffer.fail(reason);
        }
        streams.forEach(stream -> stream.fail(reason));
    }

    /** The exchange is over: what has not its body by now gets none. */
    void end() {
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
        List<CopyTicket> all = new ArrayList<>(takeWaiting());
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
        waiting = List.of();
        return taken;
    }

    /** Lets each ticket leave with the body, as soon as it may. */
    private void deliver(List<CopyTicket> tickets, Body body, ChargedBody held, boolean reconstructed) {
        for (CopyTicket ticket : tickets) {
            if (held.length() > ticket.rules().maxBodyBytes() && !ticket.rules().stream()) {
                ticket.dropped(DropReason.BODY_TOO_LARGE);
            } else {
                release.captured(ticket, body, held, reconstructed);
            }
        }
    }

    /** An Error has broken off a call: no copy that is not on its way by now will be sent, and what is held for it is given back. */
    void recover() {
        if (buffer != null) {
            buffer.recover();
        }
        streams.forEach(stream -> stream.fail(DropReason.INTERNAL_ERROR));
        tickets.forEach(CopyTicket::recover);
    }

    /** What the end of a body that was made again means for its tickets. Told on a thread of the mirror, where no adapter's call is broken off by an Error. */
    private final class RebuildEnd implements BufferedBody.Listener {
        private final List<CopyTicket> tickets;
        private final Runnable brokenOff;

        RebuildEnd(List<CopyTicket> tickets, Runnable brokenOff) {
            this.tickets = tickets;
            this.brokenOff = brokenOff;
        }

        @Override
        public void complete(ChargedBody body) {
            try {
                deliver(tickets, body.asBody(), body, true);
            } catch (Throwable t) {
                brokenOff.run();
                throw t;
            }
        }

        @Override
        public void givenUp(DropReason reason) {
            try {
                tickets.forEach(ticket -> ticket.dropped(reason));
            } catch (Throwable t) {
                brokenOff.run();
                throw t;
            }
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

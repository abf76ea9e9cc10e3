// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one shadow and the calls that need one. Connections are made when calls wait and reused last in, first out,
 * so that few stay warm and the rest expire. Confined to the loop, but for what says otherwise.
 */
final class Pool {
    private static final long IDLE_NANOS = 20_000_000_000L;

    /** A connection is given up at this age when it is idle, so that a name that moves is followed. */
    private static final long AGE_NANOS = 300_000_000_000L;

    private static final int MOST_HANDSHAKES = 8;

    private final EventLoop loop;
    private final TransportSettings settings;
    private final Links links;
    private final Resolver resolver;
    private final Buffers buffers = new Buffers();
    private final Backoff backoff = new Backoff();

    private final CallsUnderWay underWay = new CallsUnderWay();
    private final WaitingCalls waiting = new WaitingCalls();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final List<ChannelOwner> open = new ArrayList<>();
    /** Attempts at once. Handshakes share one thread: more of them than it can do in time would all be late together. */
    private final int mostConnecting;

    private int connecting;
    private boolean closing;
    private long nextDue = Long.MAX_VALUE;

    /** Written by the loop, read by anybody. */
    private volatile int openConnections;

    private final AtomicLong retries = new AtomicLong();

    Pool(EventLoop loop, TransportSettings settings, Links links, Resolver resolver) {
        this.loop = loop;
        this.settings = settings;
        this.links = links;
        this.resolver = resolver;
        mostConnecting = settings.target().isTls() ? MOST_HANDSHAKES : Integer.MAX_VALUE;
    }

    /** Sockets that are open or being opened. Safe for concurrent use. */
    int openConnections() {
        return openConnections;
    }

    /** Requests that were sent once more on a new connection. Safe for concurrent use. */
    long retries() {
        return retries.get();
    }

    /** Calls that have begun and not ended. */
    int underWay() {
        return underWay.size();
    }

    /** Whether an exchange moves bytes in several pieces. */
    boolean streaming() {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i) instanceof Connection connection && connection.streaming()) {
                return true;
            }
        }
        return false;
    }

    /** Takes a call: composes and checks it, then sends it or lets it wait for a connection. */
    void accept(WireCall call) {
        underWay.add(call);
        Outcome.Failed aborted = call.aborted();
        if (aborted != null) {
            end(call, aborted);
            return;
        }
        try {
            ShadowRequest request = call.compose();
            if (request == null) {
                underWay.remove(call);
                call.forget();
                return;
            }
            String whyNot = RequestHeads.whyNot(request, settings.target());
            if (whyNot != null) {
                end(call, new Outcome.Unsendable(whyNot));
                return;
            }
            call.sending();
        } catch (Throwable t) {
            end(call, Ends.fault(t));
            return;
        }
        try {
            Connection free = quietOne();
            if (free != null) {
                free.begin(call);
            } else {
                waiting.add(call);
            }
        } catch (Throwable t) {
            giveUp(call, Ends.fault(t));
        }
    }

    /** Ends a call after a fault, and the connection that it may be on. */
    private void giveUp(WireCall call, Outcome.Failed why) {
        Connection on = call.connection;
        try {
            if (on != null) {
                on.abort(why);
            }
        } finally {
            waiting.remove(call);
            end(call, why);
        }
    }

    /** The idle connection that was used last, out of those that the peer has neither ended nor written to; null if none is. */
    private @Nullable Connection quietOne() {
        Connection free = idle.poll();
        while (free != null && !free.isQuietAfter(loop.looks())) {
            free.close();
            free = idle.poll();
        }
        return free;
    }

    /** Ends a call that may be anywhere. */
    void abort(WireCall call, Outcome.Failed why) {
        Connection on = call.connection;
        if (on != null) {
            on.abort(why);
        } else {
            // Where it waits, or where a fault has left it.
            waiting.remove(call);
            end(call, why);
        }
    }

    /** Tells a call its end, if it is under way. */
    void end(WireCall call, Outcome outcome) {
        if (underWay.remove(call)) {
            call.end(outcome);
        }
    }

    /** Opens connections as far as calls wait for them. */
    void pump(long now) {
        while (connecting < Math.min(waiting.size(), mostConnecting) && mayOpen(now)) {
            List<InetAddress> addresses = resolver.addresses(now);
            if (addresses.isEmpty()) {
                return;
            }
            long begun = System.nanoTime();
            Attempt attempt = new Attempt(
                    this,
                    settings.target().port(),
                    addresses,
                    begun + settings.connectTimeout().toNanos());
            add(attempt);
            connecting++;
            attempt.next(begun);
        }
    }

    private boolean mayOpen(long now) {
        if (backoff.failing()) {
            long wait = backoff.pause(now);
            if (wait > 0) {
                schedule(now + wait);
                return false;
            }
            if (connecting > 0) {
                return false;
            }
        }
        if (open.size() >= settings.maxConnections() && !idle.isEmpty()) {
            idle.removeLast().close();
        }
        return open.size() < settings.maxConnections();
    }

    /** A connection by that channel, which is not in the pool yet. */
    Connection connection(SocketChannel channel, SelectionKey key, Link link) {
        return new Connection(this, buffers, channel, key, link, settings.maxResponseBytes(), System.nanoTime());
    }

    /** The connection takes the place of the attempt that made it. */
    void replace(Attempt attempt, Connection connection) {
        connecting--;
        open.set(open.indexOf(attempt), connection);
    }

    /** A connection has been made, by this address. */
    void opened(Connection connection, InetAddress address) {
        resolver.prefer(address);
        if (!connection.isQuiet()) {
            // As good as refused: opened again at once, it would be so without end.
            backoff.failed(connection.born());
            connection.close();
            attemptFailed(FailureReason.RESET, "the peer ended the connection, or spoke, before it was asked");
            return;
        }
        backoff.reset();
        WireCall call = waiting.pollForNew();
        if (call == null) {
            release(connection);
        } else {
            connection.begin(call);
        }
    }

    /** An attempt came to nothing. */
    void failed(Attempt attempt, long now, FailureReason reason, String detail) {
        if (!open.remove(attempt)) {
            return;
        }
        openConnections = open.size();
        connecting--;
        backoff.failed(now);
        InetAddress untried = attempt.untried();
        if (untried != null) {
            resolver.prefer(untried);
        }
        resolver.distrust(now);
        attemptFailed(reason, detail);
    }

    /** One call fails with the attempt while others are under way, else all: where the last one failed, the next would. */
    private void attemptFailed(FailureReason reason, String detail) {
        failWaiting(connecting == 0 ? 0 : Math.max(connecting, waiting.size() - 1), reason, detail);
    }

    /** The name has no address. */
    void unresolved(long now) {
        backoff.failed(now);
        failWaiting(connecting, FailureReason.DNS, "the name did not resolve");
    }

    /** Fails calls, those that have waited longest first, until so many are left. */
    private void failWaiting(int left, FailureReason reason, String detail) {
        while (waiting.size() > left) {
            WireCall call = waiting.poll();
            if (call != null) {
                end(call, new Outcome.Failed(reason, detail));
            }
        }
    }

    /** A connection has no exchange any more, or not yet. */
    void release(Connection connection) {
        long now = System.nanoTime();
        WireCall call = waiting.pollForUsed();
        if (call != null) {
            beginQuiet(connection, call);
        } else if (closing || now - connection.born() > AGE_NANOS) {
            connection.close();
        } else {
            connection.idle(loop.looks(), now + IDLE_NANOS);
            schedule(now + IDLE_NANOS);
            idle.push(connection);
        }
    }

    private void beginQuiet(Connection connection, WireCall call) {
        if (connection.isQuiet()) {
            connection.begin(call);
        } else {
            waiting.addFirst(call);
            connection.close();
        }
    }

    /** A call is to be sent once more, on a new connection. */
    void retry(WireCall call) {
        retries.incrementAndGet();
        try {
            waiting.addForNew(call);
        } catch (Throwable t) {
            end(call, Ends.fault(t));
        }
    }

    /** A connection is gone. */
    void closed(Connection connection) {
        idle.remove(connection);
        remove(connection);
    }

    /** Closes what has expired, and finds out what expires next. */
    void expire(long now) {
        if (now < nextDue) {
            return;
        }
        nextDue = Long.MAX_VALUE;
        for (int i = open.size() - 1; i >= 0; i--) {
            ChannelOwner owner = open.get(i);
            if (owner.due() <= now) {
                owner.expire(now);
            }
        }
        for (ChannelOwner owner : open) {
            schedule(owner.due());
        }
    }

    /** {@link #expire} has work at that time. */
    void schedule(long due) {
        nextDue = Math.min(nextDue, due);
    }

    /** When {@link #expire} has work next; {@link Long#MAX_VALUE} if never. */
    long nextDue() {
        return nextDue;
    }

    /** From now on no connection is kept that is not needed. */
    void closing() {
        closing = true;
        closeIdle();
    }

    private void closeIdle() {
        while (!idle.isEmpty()) {
            idle.pop().close();
        }
    }

    /**
     * Ends every call and closes every connection, whatever is thrown meanwhile. Calls that come later are served as ever. Allocates
     * nothing.
     */
    void shutdown(Outcome.Failed why) {
        idle.clear();
        connecting = 0;
        while (!open.isEmpty()) {
            giveUp(open.remove(open.size() - 1), why);
        }
        openConnections = 0;
        waiting.clear();
        for (WireCall call = underWay.any(); call != null; call = underWay.any()) {
            end(call, why);
        }
    }

    /** Whatever one of them does, the others are given up too. */
    private static void giveUp(ChannelOwner owner, Outcome.Failed why) {
        try {
            if (owner instanceof Connection connection) {
                connection.abort(why);
            }
        } catch (Throwable t) {
            // It goes all the same, and its call with all that are under way.
        }
        try {
            owner.discard();
        } catch (Throwable t) {
            // Its channel is closed whatever its link does.
        }
    }

    /** Runs the task on the loop. Safe for concurrent use. */
    void later(LoopTask task) {
        loop.execute(task);
    }

    /** Watches a channel. */
    SelectionKey register(SocketChannel channel, int ops, ChannelOwner owner) throws IOException {
        return loop.register(channel, ops, owner);
    }

    /** What carries the bytes of a connected channel. */
    Link link(SocketChannel channel, SelectionKey key) {
        return links.link(channel, key, buffers);
    }

    /** Closes a link, if there is one, and its channel, whatever the link does. */
    static void close(@Nullable Link link, SocketChannel channel) {
        try {
            if (link != null) {
                link.close();
            }
        } finally {
            close(channel);
        }
    }

    /** Closes a channel, come what may. */
    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    private void add(ChannelOwner owner) {
        open.add(owner);
        openConnections = open.size();
    }

    private void remove(ChannelOwner owner) {
        open.remove(owner);
        openConnections = open.size();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.transport.FailureReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to make one connection, TLS included: one address after the other, each with its share of the time that is left, until
 * the time is up. Confined to the loop.
 */
final class Attempt implements ChannelOwner {
    /** What RFC 8305 section 5 gives an address before the next one is tried: less, and a shadow far away is never reached. */
    private static final long LEAST_NANOS = 250_000_000;

    private final Pool pool;
    private final int port;
    private final List<InetAddress> addresses;
    private final long deadline;
    private int next;
    private long due;
    private FailureReason reason = FailureReason.CONNECT;
    private String detail = "no address";
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Link link;

    Attempt(Pool pool, int port, List<InetAddress> addresses, long deadline) {
        this.pool = pool;
        this.port = port;
        this.addresses = addresses;
        this.deadline = deadline;
    }

    /** Goes to the next address, or gives up. */
    void next(long now) {
        while (next < addresses.size() && (next == 0 || deadline - now > 0)) {
            discard();
            InetAddress address = addresses.get(next);
            due = now + share(Math.max(0, deadline - now), addresses.size() - next);
            next++;
            pool.schedule(due);
            try {
                if (connect(address)) {
                    proceed();
                }
                return;
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }
        discard();
        pool.failed(this, now, reason, detail);
    }

    /** What the next one of so many addresses gets of the nanoseconds that are left. */
    static long share(long left, int addresses) {
        return Math.max(Math.min(left, LEAST_NANOS), left / addresses);
    }

    /** The first address for which no time was left; null if there is none. */
    @Nullable
    InetAddress untried() {
        return next < addresses.size() ? addresses.get(next) : null;
    }

    private boolean connect(InetAddress address) throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = opened.connect(new InetSocketAddress(address, port));
        SelectionKey registered =
                pool.register(opened, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        key = registered;
        if (connected) {
            link = pool.link(opened, registered);
        }
        return connected;
    }

    @Override
    public void selected(int readyOps) {
        SocketChannel connecting = channel;
        SelectionKey registered = key;
        if (connecting == null || registered == null) {
            return;
        }
        try {
            if (link == null) {
                if (!connecting.finishConnect()) {
                    return;
                }
                registered.interestOps(SelectionKey.OP_READ);
                link = pool.link(connecting, registered);
            }
            proceed();
        } catch (IOException | RuntimeException e) {
            failed(e);
            next(System.nanoTime());
        }
    }

    private void proceed() throws IOException {
        SocketChannel connected = channel;
        SelectionKey registered = key;
        Link opening = link;
        if (connected == null || registered == null || opening == null) {
            return;
        }
        if (opening.open() && opening.flush()) {
            registered.interestOps(SelectionKey.OP_READ);
            Connection connection = pool.connection(connected, registered, opening);
            // Nothing is allocated from here to the last line: whatever fails, the channel has one owner.
            registered.attach(connection);
            channel = null;
            key = null;
            link = null;
            pool.replace(this, connection);
            pool.opened(connection, addresses.get(next - 1));
        } else {
            boolean flushed = opening.flush();
            registered.interestOps(
                    opening.waits()
                            ? 0
                            : flushed ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private void failed(Exception e) {
        boolean tls = link instanceof TlsLink;
        reason = tls ? FailureReason.TLS : FailureReason.CONNECT;
        String word = e instanceof ConnectException
                ? "refused or unreachable"
                : e.getClass().getSimpleName();
        String message = e.getMessage();
        detail = (tls ? "TLS handshake: " : "connect: ") + word + (message == null ? "" : " (" + message + ")");
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a key is itself
    public boolean owns(SelectionKey of) {
        return of == key;
    }

    @Override
    public long due() {
        return due;
    }

    @Override
    public void expire(long now) {
        reason = FailureReason.CONNECT;
        detail = link == null ? "connect: no answer in time" : "TLS handshake: not done in time";
        next(now);
    }

    @Override
    public void crash(Throwable fault) {
        discard();
        pool.failed(
                this,
                System.nanoTime(),
                FailureReason.INTERNAL_ERROR,
                fault.getClass().getName());
    }

    @Override
    public void discard() {
        SocketChannel open = channel;
        Link opening = link;
        channel = null;
        key = null;
        link = null;
        if (open != null) {
            Pool.close(opening, open);
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/**
 * The client that calls go by, and its successors. A JDK client never closes a connection on which came a response whose head it can't
 * read. So after some of those it is replaced, and closed when its last call is over, which frees them. Below JDK 21 a client can't be
 * closed and nothing frees them: there the last of those connections is the last of all. HTTP/2 ends a stream for such a response, and
 * its one connection lives on. Safe for concurrent use.
 */
final class Clients {
    /** Connections that a client may lose, 1 or more. */
    record Losses(int beforeNext, int inAll) {
        static final Losses DEFAULT = new Losses(16, 256);
    }

    private final Supplier<LazyClient> maker;
    private final Losses losses;
    private final boolean closeable;

    @GuardedBy("this")
    private Lease lease;

    @GuardedBy("this")
    private int lost;

    @GuardedBy("this")
    private boolean closed;

    /** Whether the target has answered by HTTP/2. */
    private volatile boolean multiplexed;

    private static final class Lease {
        private final LazyClient client;
        private int calls;
        private boolean last;

        Lease(LazyClient client) {
            this.client = client;
        }
    }

    Clients(Supplier<LazyClient> maker) {
        this(maker, Losses.DEFAULT, AutoCloseable.class.isAssignableFrom(HttpClient.class));
    }

    Clients(Supplier<LazyClient> maker, Losses losses, boolean closeable) {
        this.maker = maker;
        this.losses = losses;
        this.closeable = closeable;
        this.lease = new Lease(maker.get());
    }

    /** Whether so many connections are lost for good that nothing more may be sent. */
    synchronized boolean isExhausted() {
        return !closeable && lost >= losses.inAll();
    }

    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Lease taken = take();
        try {
            return taken.client.client().send(request, handler);
        } finally {
            give(taken);
        }
    }

    /** The head of a response could be read. */
    void heard(HttpClient.Version version) {
        if (version == HttpClient.Version.HTTP_2 && !multiplexed) {
            multiplexed = true;
        }
    }

    /** A response came whose head could not be read. */
    void lost() {
        if (multiplexed) {
            return;
        }
        Lease done;
        synchronized (this) {
            lost++;
            if (!closeable || closed || lost < losses.beforeNext()) {
                return;
            }
            lost = 0;
            done = lease;
            lease = new Lease(maker.get());
            done.last = true;
            if (done.calls > 0) {
                return;
            }
        }
        done.client.retire();
    }

    private synchronized Lease take() {
        lease.calls++;
        return lease;
    }

    private void give(Lease taken) {
        synchronized (this) {
            if (--taken.calls > 0 || !taken.last) {
                return;
            }
        }
        taken.client.retire();
    }

    /** Closes the client. Earlier ones close when their calls, which are aborted before, are over. */
    void close() {
        LazyClient last;
        synchronized (this) {
            closed = true;
            last = lease.client;
        }
        last.close();
    }
}

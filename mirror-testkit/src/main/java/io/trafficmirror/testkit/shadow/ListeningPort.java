// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import io.trafficmirror.testkit.Threads;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A port of the loopback address that can be listening, refusing or black-holed, and stays the same port. Safe for concurrent use.
 *
 * <p>The port is held, from start to close, by a socket that is bound but does not listen: while refusing, nobody else can take
 * it, neither as a server nor as the local end of a connection. Both sockets set SO_REUSEADDR, which on Linux lets them share the
 * port as long as only one of them listens.
 */
final class ListeningPort implements Closeable {
    private static final int BACKLOG = 1024;
    private static final int FILL_TIMEOUT_MS = 250;
    private static final int MOST_FILLERS = 64;

    private final Socket reservation = new Socket();
    private final InetSocketAddress address;
    private final Consumer<Socket> accepted;
    private final List<Socket> fillers = new ArrayList<>();
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;

    ListeningPort(Consumer<Socket> accepted) throws IOException {
        this.accepted = accepted;
        reservation.setReuseAddress(true);
        reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = new InetSocketAddress(reservation.getLocalAddress(), reservation.getLocalPort());
    }

    InetSocketAddress address() {
        return address;
    }

    /** Listens and accepts. Does nothing when it does so already. */
    synchronized void accept() throws IOException {
        if (acceptor != null) {
            return;
        }
        refuse();
        ServerSocket socket = listen(BACKLOG);
        Thread thread = new Thread(() -> acceptFrom(socket), "recording-shadow-" + address.getPort() + "-accept");
        thread.setDaemon(true);
        thread.start();
        acceptor = thread;
    }

    /** Stops listening: connects are refused. When this returns, {@code accepted} is not called any more. */
    synchronized void refuse() throws IOException {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        if (acceptor != null) {
            Threads.join(acceptor);
            acceptor = null;
        }
        for (Socket filler : fillers) {
            filler.close();
        }
        fillers.clear();
    }

    /**
     * Listens without accepting, with a full backlog: connects hang, as the kernel drops their SYN.
     *
     * @throws IOException when this system answers a full backlog in another way
     */
    synchronized void blackhole() throws IOException {
        refuse();
        listen(1);
        while (fillers.size() < MOST_FILLERS) {
            Socket filler = new Socket();
            try {
                filler.connect(address, FILL_TIMEOUT_MS);
                fillers.add(filler);
            } catch (SocketTimeoutException full) {
                filler.close();
                return;
            }
        }
        refuse();
        throw new IOException("this system can't be made to leave connects hanging");
    }

    @Override
    public synchronized void close() throws IOException {
        refuse();
        reservation.close();
    }

    private ServerSocket listen(int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, backlog);
        listener = socket;
        return socket;
    }

    private void acceptFrom(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                accepted.accept(socket.accept());
            } catch (IOException e) {
                // Closed, which ends the loop, or out of file descriptors for a moment.
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Gives each connection the same bytes when a request's head has come, and ends it. Requests must not have content. */
final class ByteServer implements AutoCloseable {
    private final int port;
    private volatile ServerSocket socket;
    private volatile Thread thread;
    private volatile byte[] answer = new byte[0];
    private volatile String lastHead = "";

    ByteServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = socket.getLocalPort();
        listen();
    }

    /** From now on connections are given these. */
    void answer(byte[] bytes) {
        answer = bytes;
    }

    /** Connections are refused. */
    void refuse() throws IOException, InterruptedException {
        socket.close();
        // While a thread is inside accept, the system goes on to take connections.
        thread.join();
    }

    /** Connections are taken again. */
    void accept() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket = again;
        listen();
    }

    private void listen() {
        ServerSocket listening = socket;
        Thread serving = new Thread(() -> serve(listening), "byte-server");
        serving.setDaemon(true);
        serving.start();
        thread = serving;
    }

    private void serve(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket connection = listening.accept()) {
                readHead(connection);
                connection.getOutputStream().write(answer);
            } catch (IOException e) {
                // That connection is over, or the server.
            }
        }
    }

    private void readHead(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int octet = connection.getInputStream().read();
            if (octet < 0) {
                throw new IOException("no head");
            }
            last = last << 8 | octet;
            head.append((char) octet);
        }
        lastHead = head.toString();
    }

    /** The head of the latest request. */
    String lastHead() {
        return lastHead;
    }

    int port() {
        return port;
    }

    /** What a transport to this server, under that name, is told. */
    TransportSettings settings(String host) {
        return settings(host, Duration.ofSeconds(10));
    }

    /** The same with that time to connect. */
    TransportSettings settings(String host, Duration connectTimeout) {
        return new TransportSettings(
                new Target("http", host, port),
                4,
                connectTimeout,
                1 << 20,
                Optional.empty(),
                false,
                Optional.empty(),
                work -> {
                    Thread thread = new Thread(work, "transport-of-" + host);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** A request without fields or content. */
    ShadowRequest request(String host, String method) {
        Target target = new Target("http", host, port);
        return new ShadowRequest(target, method, "/", target.authority(), Headers.empty(), Body.NONE);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

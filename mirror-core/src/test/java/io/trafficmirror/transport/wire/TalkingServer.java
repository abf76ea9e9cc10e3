// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives the same bytes for each request and keeps the connection, or half of it. Requests must not have content. */
final class TalkingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final String answer;
    private final boolean ending;

    /**
     * Starts it.
     *
     * @param answer in which {@code %s} stands for the target of the request
     * @param ending whether it sends nothing more after one answer, and goes on to read
     */
    TalkingServer(String answer, boolean ending) throws IOException {
        this.answer = answer;
        this.ending = ending;
        start(this::serve);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "talking-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                start(() -> talk(connection));
            } catch (IOException e) {
                // It is closed.
            }
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            for (String target = target(connection); !target.isEmpty(); target = target(connection)) {
                connection.getOutputStream().write(answer.replace("%s", target).getBytes(ISO_8859_1));
                if (ending) {
                    connection.shutdownOutput();
                }
            }
        } catch (IOException e) {
            // That connection is over.
        }
    }

    /** The target of the next request; empty if none comes. */
    private static String target(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = connection.getInputStream().read();
            if (octet < 0) {
                return "";
            }
            head.append((char) octet);
        }
        int end = head.indexOf(" HTTP/1.1");
        return end < 0 ? "" : head.substring(head.indexOf(" ") + 1, end);
    }

    /** Connections so far. */
    int connections() {
        return connections.get();
    }

    /** For a transport to this server with one connection. */
    TransportSettings settings() {
        return new TransportSettings(
                target(), 1, Duration.ofSeconds(10), 1 << 20, Optional.empty(), false, Optional.empty(), work -> {
                    Thread thread = new Thread(work, "transport");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** A request without fields or content. */
    ShadowRequest request(String method, String path) {
        return new ShadowRequest(target(), method, path, target().authority(), Headers.empty(), Body.NONE);
    }

    private Target target() {
        return new Target("http", "127.0.0.1", socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

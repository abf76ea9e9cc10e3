// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/** A shadow that costs next to nothing, in a process of its own: one thread, answers 204, or misbehaves as it is told. */
final class CheapShadow {
    private static final ByteBuffer NO_CONTENT =
            ByteBuffer.wrap("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final long SLOW_NANOS = 1_000_000_000L;

    private final String mood;
    private final AtomicLong requests = new AtomicLong();
    private final Queue<Late> late = new ArrayDeque<>();

    private record Late(SocketChannel channel, long at) {}

    private CheapShadow(String mood) {
        this.mood = mood;
    }

    /** {@code --mood healthy|slow|hanging|resetting|down}; a shadow that is down has a port and does not listen. */
    public static void main(String[] args) throws IOException {
        CheapShadow shadow = new CheapShadow(Options.of(args).text("mood", "healthy"));
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        int port = server.socket().getLocalPort();
        if (shadow.mood.equals("down")) {
            server.close();
        } else {
            Thread loop = new Thread(() -> shadow.serve(server), "shadow");
            loop.setDaemon(true);
            loop.start();
        }
        Child.serve(port, () -> "requests=" + shadow.requests.get());
    }

    private void serve(ServerSocketChannel server) {
        try (Selector selector = Selector.open()) {
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                selector.select(key -> ready(key, selector), late.isEmpty() ? 0 : 5);
                answerLate();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ready(SelectionKey key, Selector selector) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new RequestCounter());
            } else {
                read(key);
            }
        } catch (IOException | CancelledKeyException e) {
            closeQuietly(key);
        } catch (RuntimeException e) {
            System.err.println("shadow: a connection is given up: " + e);
            closeQuietly(key);
        }
    }

    private void read(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        RequestCounter counter = (RequestCounter) key.attachment();
        int complete = counter.read(channel);
        if (complete < 0) {
            channel.close();
            return;
        }
        requests.addAndGet(complete);
        for (int i = 0; i < complete; i++) {
            switch (mood) {
                case "hanging" -> {}
                case "slow" -> late.add(new Late(channel, System.nanoTime() + SLOW_NANOS));
                case "resetting" -> {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                    channel.close();
                    return;
                }
                default -> channel.write(NO_CONTENT.duplicate());
            }
        }
    }

    private void answerLate() {
        long now = System.nanoTime();
        for (Late next = late.peek(); next != null && next.at() - now <= 0; next = late.peek()) {
            late.remove();
            try {
                next.channel().write(NO_CONTENT.duplicate());
            } catch (IOException e) {
                // The other side has given up: nobody is left to answer.
            }
        }
    }

    private static void closeQuietly(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}

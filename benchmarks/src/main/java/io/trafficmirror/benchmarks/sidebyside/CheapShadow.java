// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.MessageCounter;
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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A shadow that costs next to nothing, in a process of its own: one thread, answers 204, or misbehaves as it is told. Confined to that thread. */
final class CheapShadow {
    private static final ByteBuffer NO_CONTENT =
            ByteBuffer.wrap("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final ByteBuffer JSON = ByteBuffer.wrap(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"ok\":true,\"item\":18}"
                    .getBytes(StandardCharsets.US_ASCII));
    private static final long SLOW_NANOS = 1_000_000_000L;
    private static final int BUFFER = 64 << 10;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final AtomicLong requests = new AtomicLong();
    private final AtomicReference<String> wanted;
    private final Queue<Late> late = new ArrayDeque<>();
    private ServerSocketChannel server;
    private String mood = "";

    private record Late(SocketChannel channel, long at) {}

    private CheapShadow(String mood) throws IOException {
        wanted = new AtomicReference<>(mood);
        server = listen(0);
    }

    /**
     * Until standard input ends. {@code --mood healthy|answering|slow|hanging|stalled|resetting|down}: one that is answering has content like the application's, a shadow that hangs reads and does not answer,
     * one that is stalled reads nothing behind a head, one that is down has a port and does not listen. {@code mood X} on standard input changes
     * it and closes all connections; {@code usage} asks how many requests came in all.
     */
    public static void main(String[] args) throws IOException {
        CheapShadow shadow = new CheapShadow(Options.of(args).text("mood", "healthy"));
        int port = shadow.server.socket().getLocalPort();
        Thread loop = new Thread(() -> shadow.serve(port), "shadow");
        loop.setDaemon(true);
        loop.start();
        Child.serve(port, shadow::answer);
    }

    private String answer(String command) {
        if (command.startsWith("mood ")) {
            wanted.set(command.substring(5));
            selector.wakeup();
        }
        return "requests=" + requests.get();
    }

    private static ServerSocketChannel listen(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
        server.configureBlocking(false);
        return server;
    }

    private void serve(int port) {
        try {
            server.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                if (!wanted.get().equals(mood)) {
                    change(wanted.get(), port);
                }
                selector.select(this::ready, late.isEmpty() ? 0 : 5);
                answerLate();
            }
        } catch (IOException | RuntimeException | Error e) {
            System.err.println("shadow: no shadow any more, what follows is void: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void change(String next, int port) throws IOException {
        late.clear();
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.channel() != server) {
                closeQuietly(key);
            }
        }
        if (next.equals("down")) {
            server.close();
            selector.selectNow();
        } else if (!server.isOpen()) {
            server = listen(port);
            server.register(selector, SelectionKey.OP_ACCEPT);
        }
        mood = next;
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new MessageCounter(buffer));
            } else {
                read(key);
            }
        } catch (IOException | CancelledKeyException e) {
            if (key.channel() == server) {
                LockSupport.parkNanos(1_000_000); // Out of files: those who wait go on waiting.
            } else {
                closeQuietly(key);
            }
        }
    }

    private void read(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        MessageCounter counter = (MessageCounter) key.attachment();
        int complete = counter.read(channel);
        if (complete < 0) {
            channel.close();
            return;
        }
        requests.addAndGet(complete);
        if (mood.equals("stalled") && counter.isInBody()) {
            key.interestOps(0);
        }
        for (int i = 0; i < complete; i++) {
            switch (mood) {
                case "hanging", "stalled" -> {}
                case "slow" -> late.add(new Late(channel, System.nanoTime() + SLOW_NANOS));
                case "resetting" -> {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                    channel.close();
                    return;
                }
                case "answering" -> channel.write(JSON.duplicate());
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

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept connection of the client, with at most one request under way. Confined to one thread. */
final class Connection {
    private final SocketChannel channel;
    private final MessageCounter answers = new MessageCounter(ByteBuffer.allocateDirect(64 << 10));
    private final ByteBuffer out;
    private final SelectionKey key;
    private long due;
    private boolean waiting;

    Connection(Selector selector, int port, Request request) throws IOException {
        out = request.buffer();
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(long moment) throws IOException {
        due = moment;
        waiting = true;
        out.rewind();
        write();
    }

    /** Writes and reads what is possible: answers that are complete now; -1 at the end of the stream. */
    int ready() throws IOException {
        if (key.isWritable()) {
            write();
        }
        return key.isReadable() ? answers.read(channel) : 0;
    }

    /** The moment for which the request was meant. */
    long due() {
        return due;
    }

    boolean isWaiting() {
        return waiting;
    }

    void answered() {
        waiting = false;
    }

    int takeErrors() {
        return answers.takeErrors();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private void write() throws IOException {
        channel.write(out);
        int interest = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }
}

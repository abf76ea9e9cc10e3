// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Bytes over TCP as they are. Confined to the loop. */
final class PlainLink implements Link {
    private final SocketChannel channel;
    private final Buffers buffers;
    private final UnsentBytes unsent;

    PlainLink(SocketChannel channel, Buffers buffers) {
        this.channel = channel;
        this.buffers = buffers;
        unsent = new UnsentBytes(channel, buffers.net);
    }

    @Override
    public boolean open() {
        return true;
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public int read() throws IOException {
        ByteBuffer net = buffers.net.clear();
        int bytes = channel.read(net);
        if (bytes <= 0) {
            return bytes < 0 ? END : NOTHING;
        }
        net.get(0, buffers.in, 0, bytes);
        return bytes;
    }

    @Override
    public boolean write(ByteBuffer out) throws IOException {
        if (unsent.isEmpty()) {
            return unsent.write(out);
        }
        unsent.add(out);
        return false;
    }

    @Override
    public boolean write(ByteBuffer out, int atHand) throws IOException {
        if (!unsent.isEmpty()) {
            unsent.add(out);
            return false;
        }
        channel.write(out);
        return !out.hasRemaining() || (out.remaining() > atHand && unsent.write(out));
    }

    @Override
    public boolean flush() throws IOException {
        return unsent.flush();
    }

    @Override
    public boolean wantsWrite() {
        return !unsent.isEmpty();
    }

    @Override
    public boolean buffered() {
        return false;
    }

    @Override
    public void close() {}
}

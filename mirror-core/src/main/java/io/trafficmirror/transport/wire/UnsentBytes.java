// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** What a socket did not take at once, owned by its connection until it does. Confined to the loop. */
final class UnsentBytes {
    private final SocketChannel channel;
    private final ByteBuffer net;
    private byte @Nullable [] bytes;
    private int from;

    /** {@code net} is the direct buffer that leftovers pass through. */
    UnsentBytes(SocketChannel channel, ByteBuffer net) {
        this.channel = channel;
        this.net = net;
    }

    /** Writes {@code out}, keeping what the socket does not take. Only when nothing is held. */
    boolean write(ByteBuffer out) throws IOException {
        channel.write(out);
        if (!out.hasRemaining()) {
            return true;
        }
        byte[] rest = new byte[out.remaining()];
        out.get(rest);
        bytes = rest;
        from = 0;
        return false;
    }

    /** Appends to what is held. */
    void add(ByteBuffer out) {
        byte[] held = bytes;
        int holds = held == null ? 0 : held.length - from;
        byte[] both = new byte[holds + out.remaining()];
        if (held != null) {
            System.arraycopy(held, from, both, 0, holds);
        }
        out.get(both, holds, out.remaining());
        bytes = both;
        from = 0;
    }

    /** How many bytes are held. */
    int size() {
        byte[] held = bytes;
        return held == null ? 0 : held.length - from;
    }

    /** Whether nothing is held. */
    boolean isEmpty() {
        return bytes == null;
    }

    /** Writes what is held; true if nothing is any more. */
    boolean flush() throws IOException {
        byte[] held = bytes;
        while (held != null) {
            net.clear();
            net.put(held, from, Math.min(net.remaining(), held.length - from)).flip();
            from += channel.write(net);
            if (from == held.length) {
                bytes = null;
                return true;
            }
            if (net.hasRemaining()) {
                return false;
            }
        }
        return true;
    }
}

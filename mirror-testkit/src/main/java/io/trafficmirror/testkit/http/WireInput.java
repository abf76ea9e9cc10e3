// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes that arrive on one connection, through a buffer that can be looked into. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class WireInput {
    private static final int HEAD_CAP = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;
    private long total;

    public WireInput(InputStream in) {
        this.in = in;
    }

    /** Bytes that arrived so far. */
    long total() {
        return total;
    }

    /** Bytes that arrived and were not yet consumed. */
    int buffered() {
        return limit - position;
    }

    public boolean hasRoom() {
        return buffered() < buffer.length;
    }

    /** Waits for more bytes; false at the end of the stream. There must be room. */
    public boolean fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, buffered());
            limit -= position;
            position = 0;
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        total += count;
        return true;
    }

    /** Waits until there is a byte to consume; false at the end of the stream. */
    public boolean awaitByte() throws IOException {
        while (buffered() == 0) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        return awaitByte() ? buffer[position++] & 0xFF : -1;
    }

    /** Up to {@code atMost} bytes, at least one; -1 at the end. */
    int read(byte[] into, long atMost) throws IOException {
        if (!awaitByte()) {
            return -1;
        }
        int count = (int) Math.min(Math.min(into.length, atMost), buffered());
        System.arraycopy(buffer, position, into, 0, count);
        position += count;
        return count;
    }

    /** All that is buffered, consumed. */
    public byte[] drain() {
        byte[] all = new byte[buffered()];
        System.arraycopy(buffer, position, all, 0, all.length);
        position = limit;
        return all;
    }

    /**
     * Reads up to and with the empty line that ends a head or trailer section into {@code into}; what was read stays there when the
     * connection fails.
     *
     * @param startLine whether empty lines before the first other line belong to it
     * @return false when the stream ended, or 1 MiB was read, before that line
     */
    public boolean readHead(ByteArrayOutputStream into, boolean startLine) throws IOException {
        boolean seenText = !startLine;
        boolean emptyLine = true;
        while (into.size() < HEAD_CAP) {
            int b = read();
            if (b < 0) {
                return false;
            }
            into.write(b);
            if (b == '\n') {
                if (emptyLine && seenText) {
                    return true;
                }
                emptyLine = true;
            } else if (b != '\r') {
                emptyLine = false;
                seenText = true;
            }
        }
        return false;
    }
}

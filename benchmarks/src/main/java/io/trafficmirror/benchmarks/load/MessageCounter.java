// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** Finds the ends of requests, or of answers, in a stream of bytes: heads with a length or none, and chunked bodies. Confined to one thread. */
public final class MessageCounter {
    private final ByteBuffer buffer;
    private final StringBuilder head = new StringBuilder(512);
    private long bodyLeft;
    private boolean chunked;
    private final StringBuilder tail = new StringBuilder(8);
    private int errors;

    /**
     * A counter for one connection.
     *
     * @param buffer to read into; may be shared by all connections of one thread
     */
    public MessageCounter(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** Reads what is there: the number of messages that it completes; -1 at the end of the stream. */
    public int read(SocketChannel channel) throws IOException {
        int complete = 0;
        while (true) {
            buffer.clear();
            int n = channel.read(buffer);
            if (n < 0) {
                return complete > 0 ? complete : -1;
            }
            if (n == 0) {
                return complete;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                complete += take() ? 1 : 0;
            }
            if (n < buffer.capacity()) {
                return complete;
            }
        }
    }

    /** Answers since the last call that were no success. */
    int takeErrors() {
        int taken = errors;
        errors = 0;
        return taken;
    }

    /** Whether the head of a message has been read, and its body has not. */
    public boolean isInBody() {
        return chunked || bodyLeft > 0;
    }

    private boolean take() {
        if (chunked) {
            return takeChunked();
        }
        if (bodyLeft > 0) {
            int n = (int) Math.min(bodyLeft, buffer.remaining());
            buffer.position(buffer.position() + n);
            bodyLeft -= n;
            return bodyLeft == 0;
        }
        while (buffer.hasRemaining()) {
            head.append((char) (buffer.get() & 0xff));
            int end = head.length();
            if (end >= 4
                    && head.charAt(end - 1) == '\n'
                    && head.charAt(end - 2) == '\r'
                    && head.charAt(end - 3) == '\n') {
                return headIsComplete();
            }
        }
        return false;
    }

    private boolean headIsComplete() {
        String text = head.toString().toLowerCase(Locale.ROOT);
        head.setLength(0);
        if (text.startsWith("http/1.1 ") && text.charAt(9) != '2') {
            errors++;
        }
        chunked = text.contains("\r\ntransfer-encoding: chunked");
        int at = text.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            bodyLeft = Long.parseLong(
                    text.substring(at + 17, text.indexOf("\r\n", at + 2)).strip());
        }
        if (chunked) {
            tail.append("\r\n");
        }
        return !chunked && bodyLeft == 0;
    }

    /** Good enough for bodies that do not hold the last chunk's own bytes. */
    private boolean takeChunked() {
        while (buffer.hasRemaining()) {
            tail.append((char) (buffer.get() & 0xff));
            if (tail.length() > 7) {
                tail.delete(0, tail.length() - 7);
            }
            if (tail.toString().equals("\r\n0\r\n\r\n")) {
                tail.setLength(0);
                chunked = false;
                return true;
            }
        }
        return false;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the ends of requests, or of answers, in a stream of bytes: heads with a length or none, and chunked bodies. */
final class RequestCounter {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private final StringBuilder head = new StringBuilder(1024);
    private long bodyLeft;
    private boolean chunked;
    private final StringBuilder tail = new StringBuilder(8);
    private boolean error;

    /** Reads what is there: the number of messages that it completes; -1 at the end of the stream. */
    int read(SocketChannel channel) throws IOException {
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

    /** Whether an answer was seen that is no success. */
    boolean sawError() {
        return error;
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
            error = true;
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

    /** Bytes that a request of this benchmark consists of. */
    static byte[] request(String method, int port, int bodyBytes) {
        String head = method + " /orders/17?expand=items HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUser-Agent: side-by-side\r\nAccept: application/json\r\nAccept-Language: en\r\n"
                + "Cookie: session=0123456789abcdef0123456789abcdef\r\nX-Request-Id: 3f1c9a64-8d2b-4f7e-9a3c-2b7d\r\n"
                + "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo\r\n"
                + (bodyBytes > 0 ? "Content-Type: application/json\r\nContent-Length: " + bodyBytes + "\r\n" : "")
                + "\r\n";
        byte[] bytes = new byte[head.length() + bodyBytes];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, head.length());
        java.util.Arrays.fill(bytes, head.length(), bytes.length, (byte) 'x');
        return bytes;
    }
}

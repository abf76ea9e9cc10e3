// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * One connection to a server of ours on the loopback address: a client that may say any Host and costs little beside what is
 * measured. Confined to one thread.
 */
final class Connection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private long contentLength;
    private boolean chunked;

    Connection(URI server) throws IOException {
        socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /** Sends a request and reads its answer to the end; the status. */
    int exchange(Message message) throws IOException {
        socket.getOutputStream().write(message.bytes());
        String status = line();
        if (!status.matches("HTTP/1\\.1 [0-9]{3} .*")) {
            throw new ProtocolException("not a status line: " + status);
        }
        readFields();
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(contentLength);
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readFields() throws IOException {
        contentLength = 0;
        chunked = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                contentLength = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
    }

    private void skipChunks() throws IOException {
        long size = Long.parseLong(line(), 16);
        while (size > 0) {
            in.skipNBytes(size);
            line();
            size = Long.parseLong(line(), 16);
        }
        line();
    }

    private String line() throws IOException {
        byte[] bytes = new byte[256];
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended inside an answer");
            }
            bytes = length == bytes.length ? Arrays.copyOf(bytes, 2 * length) : bytes;
            bytes[length++] = (byte) b;
        }
        return new String(bytes, 0, length, ISO_8859_1).stripTrailing();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A connection whose first flight goes out at once, and whatever is written after an answer to that was read only at the
 * {@link #release}, in one piece. Confined to one thread.
 */
final class HeldBack extends Socket {
    private final Socket connection;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean written;
    private boolean holds;

    HeldBack(Socket connection) {
        this.connection = connection;
    }

    /** Writes what was held back. */
    void release() throws IOException {
        connection.getOutputStream().write(held.toByteArray());
        holds = false;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(connection.getInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                holds |= written;
                return super.read(into, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = connection.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                written = true;
                (holds ? held : out).write(from, offset, length);
            }
        };
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InetAddress getInetAddress() {
        return connection.getInetAddress();
    }

    @Override
    public int getPort() {
        return connection.getPort();
    }

    @Override
    public synchronized void close() throws IOException {
        connection.close();
    }
}

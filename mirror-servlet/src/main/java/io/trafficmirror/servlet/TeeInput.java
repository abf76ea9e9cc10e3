// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.internal.TappedInput;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** The container's stream, with a tap. Confined to whoever reads the body, one thread at a time. */
final class TeeInput extends ServletInputStream {
    private final ServletInputStream in;
    private final RequestBody body;
    private final TappedInput tapped;

    TeeInput(ServletInputStream in, RequestBody body) {
        this.in = in;
        this.body = body;
        this.tapped = new TappedInput(in, body.tap(), body::endSeen);
    }

    /** Whether this is the tee over the given stream. */
    boolean isOver(ServletInputStream stream) {
        return in == stream;
    }

    @Override
    public int read() throws IOException {
        return tapped.read();
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return tapped.read(bytes);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return tapped.read(bytes, offset, length);
    }

    /** Servlet 6.1; on 6.0 nobody can call it, and what it refers to is never linked. */
    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int from = buffer.position();
        int n;
        try {
            n = in.read(buffer);
        } catch (IOException e) {
            throw tapped.aborted(e);
        }
        if (n > 0) {
            body.tap().write(buffer, from, from + n);
        } else if (n < 0) {
            body.endSeen();
        }
        return n;
    }

    @Override
    public int readLine(byte[] bytes, int offset, int length) throws IOException {
        int n;
        try {
            n = in.readLine(bytes, offset, length);
        } catch (IOException e) {
            throw tapped.aborted(e);
        }
        return tapped.passed(bytes, offset, n);
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return tapped.readAllBytes();
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        return tapped.readNBytes(length);
    }

    @Override
    public int readNBytes(byte[] bytes, int offset, int length) throws IOException {
        return tapped.readNBytes(bytes, offset, length);
    }

    @Override
    public long skip(long n) throws IOException {
        return tapped.skip(n);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return tapped.transferTo(out);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean markSupported() {
        return in.markSupported();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the container's own decides
    public void mark(int readLimit) {
        tapped.mark(readLimit);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the container's own decides
    public void reset() throws IOException {
        tapped.reset();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    @Override
    public boolean isFinished() {
        boolean finished = in.isFinished();
        if (finished) {
            body.endSeen();
        }
        return finished;
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener == null ? null : new TeeReadListener(listener, body));
    }
}

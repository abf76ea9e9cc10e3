// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.Tap;
import io.trafficmirror.capture.internal.TappedTransfer;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The container's stream, with a tap: every method is the container's own, and what it has returned is handed on. Confined to
 * whoever reads the body, one thread at a time.
 *
 * <p>Each method taps at one level only, so no byte passes twice, whichever of its own methods the container's stream calls.
 */
final class TeeInput extends ServletInputStream {
    private static final int SKIP_BYTES = 2048;

    private final ServletInputStream in;
    private final RequestBody body;
    private final Tap tap;

    TeeInput(ServletInputStream in, RequestBody body) {
        this.in = in;
        this.body = body;
        this.tap = body.tap();
    }

    /** Whether this is the tee over the given stream. */
    boolean isOver(ServletInputStream stream) {
        return in == stream;
    }

    @Override
    public int read() throws IOException {
        int b;
        try {
            b = in.read();
        } catch (IOException e) {
            throw aborted(e);
        }
        if (b >= 0) {
            tap.write(b);
        } else {
            body.endSeen();
        }
        return b;
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        int n;
        try {
            n = in.read(bytes);
        } catch (IOException e) {
            throw aborted(e);
        }
        return passed(bytes, 0, n);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(bytes, offset, length);
        } catch (IOException e) {
            throw aborted(e);
        }
        return passed(bytes, offset, n);
    }

    /** Servlet 6.1; on 6.0 nobody can call it, and what it refers to is never linked. */
    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int from = buffer.position();
        int n;
        try {
            n = in.read(buffer);
        } catch (IOException e) {
            throw aborted(e);
        }
        if (n > 0) {
            tap.write(buffer, from, from + n);
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
            throw aborted(e);
        }
        return passed(bytes, offset, n);
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        byte[] all;
        try {
            all = in.readAllBytes();
        } catch (Throwable t) {
            tap.fail(DropReason.BODY_ABORTED); // how far it came, nobody knows
            throw t;
        }
        tap.write(all, 0, all.length);
        body.endSeen();
        return all;
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        byte[] some;
        try {
            some = in.readNBytes(length);
        } catch (Throwable t) {
            tap.fail(DropReason.BODY_ABORTED); // how far it came, nobody knows
            throw t;
        }
        tap.write(some, 0, some.length);
        if (some.length < length) {
            body.endSeen();
        }
        return some;
    }

    @Override
    public int readNBytes(byte[] bytes, int offset, int length) throws IOException {
        int n;
        try {
            n = in.readNBytes(bytes, offset, length);
        } catch (Throwable t) {
            tap.fail(DropReason.BODY_ABORTED); // how far it came, nobody knows
            throw t;
        }
        tap.write(bytes, offset, n);
        if (n < length) {
            body.endSeen();
        }
        return n;
    }

    /** Reads and drops, as {@link java.io.InputStream#skip} does by default: a container's own skip would hide the bytes. */
    @Override
    public long skip(long n) throws IOException {
        if (n <= 0) {
            return 0;
        }
        byte[] dropped = new byte[(int) Math.min(SKIP_BYTES, n)];
        long left = n;
        while (left > 0) {
            int read = read(dropped, 0, (int) Math.min(dropped.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return n - left;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        if (out == null || !tap.isOpen()) {
            return in.transferTo(out);
        }
        long n;
        try {
            n = in.transferTo(new TappedTransfer(out, tap));
        } catch (Throwable t) {
            tap.fail(DropReason.BODY_ABORTED); // how far it came, nobody knows
            throw t;
        }
        body.endSeen();
        return n;
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
        in.mark(readLimit);
        tap.mark();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the container's own decides
    public void reset() throws IOException {
        in.reset();
        tap.rewind();
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

    private int passed(byte[] bytes, int offset, int n) {
        if (n > 0) {
            tap.write(bytes, offset, n);
        } else if (n < 0) {
            body.endSeen();
        }
        return n;
    }

    private IOException aborted(IOException e) {
        tap.fail(DropReason.BODY_ABORTED);
        return e;
    }
}

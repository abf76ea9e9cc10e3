// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.RequestTap;
import io.trafficmirror.adapter.TappedInput;
import io.trafficmirror.capture.DropReason;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The container's stream, with a tap. Confined to whoever reads the body, one thread at a time.
 *
 * <p>The end counts only where a call from here has met it: the container, another wrapper or the application by the container's own
 * stream may read on past this one, and the stream is at its end then too, whoever asks next.
 */
final class TappedServletInput extends ServletInputStream {
    private static final byte[] NOTHING = {};

    private final ServletInputStream in;
    private final RequestTap body;
    private final boolean declared;
    private final TappedInput tapped;

    /**
     * A stream over the container's.
     *
     * @param declared whether the body's length is: then the bytes are counted, and nobody has to be asked who has met its end
     * @param begins whether the stream may be at its end before anybody has read of it: over HTTP/2 a body may have ended with its head
     */
    TappedServletInput(ServletInputStream in, RequestTap body, boolean declared, boolean begins) {
        this.in = in;
        this.body = body;
        this.declared = declared;
        this.tapped = declared
                ? new TappedInput(in, body)
                : new TappedInput(in, body, () -> (!begins || body.tap().passed() > 0) && in.isFinished());
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
        return counted(tapped.read(bytes));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return counted(tapped.read(bytes, offset, length));
    }

    /** Servlet 6.1; on 6.0 nobody can call it, and what it refers to is never linked. */
    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int from = buffer.position();
        int n = tapped.reading(() -> in.read(buffer));
        if (n > 0) {
            body.tap().write(buffer, from, from + n);
        } else if (n < 0) {
            int unused = tapped.passed(NOTHING, 0, n);
        }
        return read(n);
    }

    @Override
    public int readLine(byte[] bytes, int offset, int length) throws IOException {
        int n;
        try {
            n = tapped.reading(() -> in.readLine(bytes, offset, length));
        } catch (RuntimeException e) {
            body.tap()
                    .fail(DropReason.BODY_ABORTED); // even a line that does not fit into the array has been read until
            // there
            throw e;
        }
        return read(tapped.passed(bytes, offset, n));
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return tapped.transferTo(out);
    }

    @Override
    public int available() throws IOException {
        boolean open = isUnfinished();
        int n = in.available();
        met(open);
        return n;
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
        tapped.close();
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        boolean open = isUnfinished();
        boolean ready = in.isReady();
        met(open);
        return ready;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener == null ? null : new TappedReadListener(listener, body));
    }

    /** The same, where nobody has asked for the end yet. */
    private int counted(int n) {
        return declared ? read(n) : n;
    }

    /** So many bytes have just passed, and nobody has read any since: if they were the last, this is the end. Returns the number. */
    private int read(int n) {
        if (n > 0) {
            met(body.tap().isOpen());
        }
        return n;
    }

    /** Whether more is wanted, and there may be more. */
    private boolean isUnfinished() {
        return body.tap().isOpen() && !finished();
    }

    private void met(boolean unfinishedBefore) {
        if (unfinishedBefore && finished()) {
            body.endSeen();
        }
    }

    private boolean finished() {
        try {
            return in.isFinished();
        } catch (Throwable t) {
            body.tap().fault(t); // the application did not ask
            return false;
        }
    }
}

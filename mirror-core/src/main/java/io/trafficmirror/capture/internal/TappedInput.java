// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.DropReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tee over a server's stream of a body does: every method is the server's own, and what it has returned is handed on. Confined
 * to whoever reads the body, one thread at a time.
 *
 * <p>Each method taps at one level only, so no byte passes twice, whichever of its own methods the server's stream calls. What reads
 * in a loop until it has enough (all bytes, so many bytes, a skip) is not here: a tee inherits it from {@link InputStream}, as the
 * servers' streams do, so that each piece passes when it is read.
 */
public final class TappedInput {
    private final InputStream in;
    private final Tap tap;
    private final Runnable atEnd;

    /**
     * A tapped stream.
     *
     * @param atEnd is told each time that the end of the body is seen; throws nothing
     */
    public TappedInput(InputStream in, Tap tap, Runnable atEnd) {
        this.in = Objects.requireNonNull(in, "in");
        this.tap = Objects.requireNonNull(tap, "tap");
        this.atEnd = Objects.requireNonNull(atEnd, "atEnd");
    }

    /** {@link InputStream#read()}. */
    public int read() throws IOException {
        int b;
        try {
            b = in.read();
        } catch (IOException | Error e) {
            aborted();
            throw e;
        }
        if (b >= 0) {
            tap.write(b);
        } else {
            atEnd.run();
        }
        return b;
    }

    /** {@link InputStream#read(byte[])}. */
    public int read(byte[] bytes) throws IOException {
        int n;
        try {
            n = in.read(bytes);
        } catch (IOException | Error e) {
            aborted();
            throw e;
        }
        return passed(bytes, 0, n);
    }

    /** {@link InputStream#read(byte[], int, int)}. */
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(bytes, offset, length);
        } catch (IOException | Error e) {
            aborted();
            throw e;
        }
        return passed(bytes, offset, n);
    }

    /** {@link InputStream#transferTo}; null as the server's stream takes it. */
    public long transferTo(@Nullable OutputStream out) throws IOException {
        if (out == null || !tap.isOpen()) {
            return in.transferTo(out);
        }
        long n;
        try {
            n = in.transferTo(new TappedTransfer(out, tap));
        } catch (Throwable t) {
            aborted();
            throw t;
        }
        atEnd.run();
        return n;
    }

    /** {@link InputStream#mark}. */
    public void mark(int readLimit) {
        in.mark(readLimit);
        tap.mark();
    }

    /** {@link InputStream#reset}. */
    public void reset() throws IOException {
        in.reset();
        tap.rewind();
    }

    /** Hands on what a read of the server's own has put into an array; {@code n} below 0 is the end. Returns {@code n}. */
    public int passed(byte[] bytes, int offset, int n) {
        if (n > 0) {
            tap.write(bytes, offset, n);
        } else if (n < 0) {
            atEnd.run();
        }
        return n;
    }

    /** A read of the server's own has thrown, and may have taken bytes that nobody saw. */
    public void aborted() {
        tap.fail(DropReason.BODY_ABORTED);
    }
}

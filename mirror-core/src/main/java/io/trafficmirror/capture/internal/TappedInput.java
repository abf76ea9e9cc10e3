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
 * <p>Each method taps at one level only, so no byte passes twice, whichever of its own methods the server's stream calls.
 */
public final class TappedInput {
    private static final int SKIP_BYTES = 2048;

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
        } catch (IOException e) {
            throw aborted(e);
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
        } catch (IOException e) {
            throw aborted(e);
        }
        return passed(bytes, 0, n);
    }

    /** {@link InputStream#read(byte[], int, int)}. */
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(bytes, offset, length);
        } catch (IOException e) {
            throw aborted(e);
        }
        return passed(bytes, offset, n);
    }

    /** {@link InputStream#readAllBytes()}. */
    public byte[] readAllBytes() throws IOException {
        byte[] all;
        try {
            all = in.readAllBytes();
        } catch (Throwable t) {
            tap.fail(DropReason.BODY_ABORTED); // how far it came, nobody knows
            throw t;
        }
        tap.write(all, 0, all.length);
        atEnd.run();
        return all;
    }

    /** {@link InputStream#readNBytes(int)}. */
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
            atEnd.run();
        }
        return some;
    }

    /** {@link InputStream#readNBytes(byte[], int, int)}. */
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
            atEnd.run();
        }
        return n;
    }

    /** Reads and drops, as {@link InputStream#skip} does by default: the server's own skip would hide the bytes. */
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

    /** {@link InputStream#transferTo}; null as the server's stream takes it. */
    public long transferTo(@Nullable OutputStream out) throws IOException {
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

    /** A read of the server's own has thrown this. Returns it. */
    public IOException aborted(IOException e) {
        tap.fail(DropReason.BODY_ABORTED);
        return e;
    }
}

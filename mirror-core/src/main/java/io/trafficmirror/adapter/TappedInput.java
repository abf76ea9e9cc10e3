// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import io.trafficmirror.capture.DropReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A server's stream of a request's body, with a tap: every method is the server's own, and what it has returned is handed on. Reads
 * nothing that the application does not read. Confined to whoever reads the body, one thread at a time.
 *
 * <p>Each method taps at one level only, so no byte passes twice, whichever of its own methods the server's stream calls. What reads
 * in a loop until it has enough (all bytes, so many bytes, a skip) is inherited from {@link InputStream}, as it is by the servers'
 * streams, so that each piece passes when it is read.
 *
 * <p>Nothing of ours takes the place of what the server throws, or of what it returns: what is done about an Error calls nothing that
 * is not contained.
 *
 * @since 0.1.0
 */
public final class TappedInput extends InputStream {
    private final InputStream in;
    private final RequestTap body;
    private final Tap tap;

    /** Null where nobody can tell. */
    private final @Nullable BooleanSupplier finished;

    /** Whether the stream may have read more of the server's than it has given. */
    private final boolean ahead;

    /** Whether a stream that reads ahead has the last of the server's body: its own end is then the body's, though the server's came before. */
    private boolean taken;

    /** Whether it has given any of the body. */
    private boolean begun;

    /** Whether others had come to the end before the read of the server's own that is under way. */
    private boolean finishedBefore;

    /** Of a server of which nobody else reads. */
    public TappedInput(InputStream in, RequestTap body) {
        this(in, body, null, false, body.tap());
    }

    /**
     * Of a server whose stream others may read as well.
     *
     * @param finished whether the server has come to the end of the body, by whomever it was read; asked around each read of ours
     */
    public TappedInput(InputStream in, RequestTap body, BooleanSupplier finished) {
        this(in, body, finished, false);
    }

    /**
     * The same.
     *
     * @param ahead whether the stream may read more of the server's than it gives, as one with a buffer does: then the body is not at
     *     its end before the stream says so
     */
    public TappedInput(InputStream in, RequestTap body, BooleanSupplier finished, boolean ahead) {
        this(in, body, Objects.requireNonNull(finished, "finished"), ahead, body.tap());
    }

    private TappedInput(InputStream in, RequestTap body, @Nullable BooleanSupplier finished, boolean ahead, Tap tap) {
        this.in = Objects.requireNonNull(in, "in");
        this.body = body;
        this.finished = finished;
        this.ahead = ahead;
        this.tap = tap;
    }

    @Override
    public int read() throws IOException {
        boolean others = finishedByOthers();
        int b;
        try {
            b = in.read();
        } catch (IOException | Error e) {
            if (tap.lost == null) {
                tap.lost = DropReason.BODY_ABORTED; // bytes may have been taken that nobody saw
            }
            try {
                tap.settle();
            } catch (Throwable later) {
                tap.lost = DropReason.BODY_ABORTED; // told when there is stack
            }
            throw e;
        }
        try {
            if (b >= 0) {
                tap.write(b);
                met(others);
            } else {
                ended(others);
            }
        } catch (Throwable t) {
            tap.fault = t;
            tap.lost = DropReason.INTERNAL_ERROR;
        }
        return b;
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        boolean others = finishedByOthers();
        int n;
        try {
            n = in.read(bytes);
        } catch (IOException | Error e) {
            if (tap.lost == null) {
                tap.lost = DropReason.BODY_ABORTED; // bytes may have been taken that nobody saw
            }
            try {
                tap.settle();
            } catch (Throwable later) {
                tap.lost = DropReason.BODY_ABORTED; // told when there is stack
            }
            throw e;
        }
        try {
            passed(bytes, 0, n, others);
        } catch (Throwable t) {
            tap.fault = t;
            tap.lost = DropReason.INTERNAL_ERROR;
        }
        return n;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        boolean others = finishedByOthers();
        int n;
        try {
            n = in.read(bytes, offset, length);
        } catch (IOException | Error e) {
            if (tap.lost == null) {
                tap.lost = DropReason.BODY_ABORTED; // bytes may have been taken that nobody saw
            }
            try {
                tap.settle();
            } catch (Throwable later) {
                tap.lost = DropReason.BODY_ABORTED; // told when there is stack
            }
            throw e;
        }
        try {
            passed(bytes, offset, n, others);
        } catch (Throwable t) {
            tap.fault = t;
            tap.lost = DropReason.INTERNAL_ERROR;
        }
        return n;
    }

    /** Null as the server's stream takes it. */
    @Override
    public long transferTo(@Nullable OutputStream out) throws IOException {
        if (out == null || !tap.isOpen()) {
            return in.transferTo(out);
        }
        boolean others = finishedByOthers();
        boolean first = !begun;
        long n;
        try {
            n = in.transferTo(new TappedTransfer(out, tap));
        } catch (Throwable t) {
            if (tap.lost == null) {
                tap.lost = DropReason.BODY_ABORTED; // bytes may have been taken that nobody saw
            }
            try {
                tap.settle();
            } catch (Throwable later) {
                tap.lost = DropReason.BODY_ABORTED; // told when there is stack
            }
            throw t;
        }
        try {
            if (n > 0) {
                taken |= ahead && others && first;
                begun = true;
            }
            ended(others);
        } catch (Throwable t) {
            tap.fault = t;
            tap.lost = DropReason.INTERNAL_ERROR;
        }
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
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the server's own decides
    public void mark(int readLimit) {
        in.mark(readLimit);
        tap.mark();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the server's own decides
    public void reset() throws IOException {
        in.reset();
        tap.rewind();
    }

    @Override
    public void close() throws IOException {
        body.closing();
        in.close();
    }

    /**
     * Runs a read of the server's that {@link InputStream} does not have, for an adapter's own stream; what it returns is told by
     * {@link #passed}.
     */
    public <T> T reading(Read<T> read) throws IOException {
        finishedBefore = finishedByOthers();
        try {
            return read.run();
        } catch (IOException | Error e) {
            if (tap.lost == null) {
                tap.lost = DropReason.BODY_ABORTED;
            }
            try {
                tap.settle();
            } catch (Throwable later) {
                tap.lost = DropReason.BODY_ABORTED;
            }
            throw e;
        }
    }

    /** Hands on what a read of the server's own has put into an array; {@code n} below 0 is the end. Returns {@code n}. */
    public int passed(byte[] bytes, int offset, int n) {
        try {
            passed(bytes, offset, n, finishedBefore);
        } catch (Throwable t) {
            tap.fault = t;
            tap.lost = DropReason.INTERNAL_ERROR;
        }
        return n;
    }

    private void passed(byte[] bytes, int offset, int n, boolean others) {
        if (n > 0) {
            tap.write(bytes, offset, n);
            met(others);
        } else if (n < 0) {
            ended(others);
        }
    }

    /** Bytes of ours have just passed, and nobody has read any since: if they were the last, this is the end. */
    private void met(boolean others) {
        BooleanSupplier known = finished;
        if (known == null || !tap.isOpen()) {
            return;
        }
        if (!ahead) {
            if (isTrue(known)) {
                body.endSeen();
            }
        } else if (others ? !begun : isTrue(known)) {
            taken = true;
        }
        begun = true;
    }

    /** Whether the end was met before this read, and not by us. */
    private boolean finishedByOthers() {
        BooleanSupplier known = finished;
        return known != null && tap.isOpen() && isTrue(known);
    }

    private boolean isTrue(BooleanSupplier known) {
        try {
            return known.getAsBoolean();
        } catch (Throwable t) {
            tap.fault(t); // the application did not ask
            return false;
        }
    }

    /** A read of ours has found the end. Where others have met it before, what lies between our bytes and it has not passed. */
    private void ended(boolean others) {
        if (others && !taken && (tap.passed() > 0 || body.kind() == BodyKind.OTHER)) {
            tap.fail(DropReason.BODY_INCOMPLETE);
        } else {
            body.endSeen();
        }
    }

    /** A read of the server's. */
    @FunctionalInterface
    public interface Read<T> {
        /** Reads. */
        T run() throws IOException;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a body as it passes, up to a cap and within the budget, and tells once how that ended. Confined to whoever reads the body,
 * one thread at a time; the end may come from another thread. The listener is called outside of the lock.
 */
final class BufferedBody implements BodySink {
    /** Is told the end, once. */
    interface Listener {
        /** The body is whole; it is valid during the call, and whoever keeps it retains it. */
        void complete(ChargedBody body);

        void givenUp(DropReason reason);
    }

    /** Bytes announced; -1 if unknown. */
    private final long announced;

    private final long cap;

    @GuardedBy("this")
    private final ByteCollector bytes;

    private final Listener listener;
    private volatile boolean open = true;

    /** The body while it is handed on. */
    @GuardedBy("this")
    private @Nullable ChargedBody whole;

    BufferedBody(long announced, long cap, ByteBudget budget, Listener listener) {
        this.announced = announced;
        this.cap = cap;
        this.bytes = new ByteCollector(budget);
        this.listener = listener;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Whether nothing has passed so far. */
    boolean isUntouched() {
        return size() == 0;
    }

    /** Bytes that are kept. */
    synchronized long size() {
        return bytes.size();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        if (open) {
            accept(length, source, offset, null);
        }
    }

    @Override
    public void write(ByteBuffer source) {
        if (open) {
            accept(source.remaining(), null, 0, source.duplicate());
        }
    }

    private void accept(int length, byte @Nullable [] array, int offset, @Nullable ByteBuffer buffer) {
        DropReason fault;
        ChargedBody made = null;
        synchronized (this) {
            if (!open) {
                return;
            }
            fault = fault(length, array, offset, buffer);
            if (fault == null && announced >= 0 && bytes.size() >= announced) {
                made = finish();
            }
        }
        if (fault != null) {
            fail(fault);
        } else if (made != null) {
            handOn(made);
        }
    }

    /** Why the bytes are not kept; null if they are. */
    @GuardedBy("this")
    private @Nullable DropReason fault(int length, byte @Nullable [] array, int offset, @Nullable ByteBuffer buffer) {
        if (bytes.size() + length > cap) {
            return DropReason.BODY_TOO_LARGE;
        }
        if (announced >= 0 && bytes.size() + length > announced) {
            return DropReason.BODY_INCOMPLETE; // whatever this is, it is not the body
        }
        boolean kept = array != null ? bytes.add(array, offset, length) : buffer != null && bytes.add(buffer);
        return kept ? null : DropReason.BYTE_BUDGET;
    }

    @Override
    public void restart() {}

    @Override
    public void end() {
        if (!open) {
            return; // as a rule: it has ended with the last byte that was announced
        }
        ChargedBody made = null;
        synchronized (this) {
            if (!open) {
                return;
            }
            if (bytes.size() >= announced) {
                made = finish();
            }
        }
        if (made == null) {
            fail(DropReason.BODY_INCOMPLETE);
        } else {
            handOn(made);
        }
    }

    /** The body, to which nothing is added any more. */
    @GuardedBy("this")
    private ChargedBody finish() {
        ChargedBody made = bytes.take();
        whole = made;
        open = false;
        return made;
    }

    private void handOn(ChargedBody made) {
        listener.complete(made);
        letGo();
    }

    /** Gives up the hold of the one who made the body. Again without effect, also at the same time: the end of an exchange may be recovered meanwhile. */
    private synchronized void letGo() {
        ChargedBody made = whole;
        if (made != null) {
            made.release();
            whole = null;
        }
    }

    @Override
    public void fail(DropReason reason) {
        synchronized (this) {
            if (!open) {
                return;
            }
            bytes.discard();
            open = false;
        }
        listener.givenUp(reason);
    }

    /** An Error has broken off what was called last: gives back what is still held here. Called when nobody else calls any more. */
    void recover() {
        fail(DropReason.INTERNAL_ERROR);
        letGo();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.http.Body;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a body as it passes, up to a cap and within the budget, and tells once how that ended. Confined to whoever reads the body,
 * one thread at a time; the end may come from another thread.
 */
final class BufferedBody implements BodySink {
    /** Hears the end, once. */
    interface Listener {
        void complete(SharedBytes body);

        void givenUp(DropReason reason);
    }

    /** Bytes announced; -1 if unknown. */
    private final long announced;

    private final long cap;
    private final ByteBudget budget;

    @GuardedBy("this")
    private final ByteCollector bytes;

    private final Listener listener;
    private volatile boolean open = true;

    BufferedBody(long announced, long cap, ByteBudget budget, Listener listener) {
        this.announced = announced;
        this.cap = cap;
        this.budget = budget;
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

    private synchronized void accept(int length, byte @Nullable [] array, int offset, @Nullable ByteBuffer buffer) {
        if (!open) {
            return;
        }
        if (bytes.size() + length > cap) {
            close(DropReason.BODY_TOO_LARGE);
            return;
        }
        if (announced >= 0 && bytes.size() + length > announced) {
            close(DropReason.BODY_INCOMPLETE); // whatever this is, it is not the body
            return;
        }
        DropReason fault = keep(length, array, offset, buffer);
        if (fault != null) {
            close(fault);
        } else if (announced >= 0 && bytes.size() >= announced) {
            end();
        }
    }

    /** Why the bytes could not be kept; null if they were. */
    @GuardedBy("this")
    private @Nullable DropReason keep(int length, byte @Nullable [] array, int offset, @Nullable ByteBuffer buffer) {
        try {
            boolean kept = array != null ? bytes.add(array, offset, length) : buffer != null && bytes.add(buffer);
            return kept ? null : DropReason.BYTE_BUDGET;
        } catch (Throwable t) {
            // No memory. A body with a hole must not be sent.
            return DropReason.INTERNAL_ERROR;
        }
    }

    @Override
    public void restart() {}

    @Override
    public synchronized void end() {
        if (!open) {
            return;
        }
        if (bytes.size() < announced) {
            close(DropReason.BODY_INCOMPLETE);
            return;
        }
        open = false;
        ByteCollector.Collected collected = bytes.take();
        listener.complete(new SharedBytes(Body.of(collected.buffers()), collected.reserved(), budget));
    }

    @Override
    public synchronized void fail(DropReason reason) {
        if (open) {
            close(reason);
        }
    }

    @GuardedBy("this")
    private void close(DropReason reason) {
        open = false;
        bytes.discard();
        listener.givenUp(reason);
    }
}

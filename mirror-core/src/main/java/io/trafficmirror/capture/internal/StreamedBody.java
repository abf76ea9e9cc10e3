// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.http.BodySource;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands a body on while the application reads it, through a bounded buffer. The reading side never waits: a consumer that lags
 * further behind than the buffer loses the body. One producer, one consumer; safe between the two.
 *
 * <p>The lock is held for a queue operation only, never while either side is called back.
 */
final class StreamedBody implements BodySink, BodySource {
    private static final int CHUNK = 16 << 10;

    /** What a chunk holds besides its bytes: the objects around them, and its place in the queue. */
    static final int CHUNK_OBJECTS = 128;

    /** What a body may have of the whole budget; for more of its buffer half of the budget must be free. */
    private static final int ASSURED = 256 << 10;

    /** Is told why the body was cut, once, if it is: by the producing side or because the consumer lagged. */
    interface Listener {
        void cut(DropReason reason);
    }

    private final OptionalLong announced;
    private final int cap;
    private final ByteBudget budget;
    private final Listener listener;

    @GuardedBy("this")
    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();

    /** Filled by small writes; handed on when full or at the end. */
    @GuardedBy("this")
    private @Nullable ByteBuffer tail;

    @GuardedBy("this")
    private long queued;

    /** What the queued bytes and their chunks have of the budget. */
    @GuardedBy("this")
    private long held;

    /** What the chunk has of the budget that the consumer polled last: it may still be writing them. */
    @GuardedBy("this")
    private long lent;

    @GuardedBy("this")
    private long passed;

    @GuardedBy("this")
    private @Nullable Runnable waiting;

    private volatile State state = State.OPEN;

    /** Nothing is taken any more, though the consumer is told so only when the listener knows why. */
    private volatile boolean givenUp;

    StreamedBody(long announced, int cap, ByteBudget budget, Listener listener) {
        this.announced = announced < 0 ? OptionalLong.empty() : OptionalLong.of(announced);
        this.cap = cap;
        this.budget = budget;
        this.listener = listener;
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN && !givenUp;
    }

    @Override
    public void write(int b) {
        write(ByteBuffer.wrap(new byte[] {(byte) b}));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        write(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (!isOpen() || !bytes.hasRemaining()) {
            return;
        }
        DropReason fault;
        try {
            fault = append(bytes.duplicate());
            if (fault == null) {
                if (isAllHere()) {
                    end();
                }
                wake();
            }
        } catch (Throwable t) {
            // No memory, or no thread to hand over to. A body with a hole must not be sent.
            fault = DropReason.INTERNAL_ERROR;
        }
        if (fault != null) {
            fail(fault);
        }
    }

    private synchronized boolean isAllHere() {
        return announced.isPresent() && passed >= announced.getAsLong();
    }

    private synchronized @Nullable DropReason append(ByteBuffer bytes) {
        if (!isOpen()) {
            return null;
        }
        passed += bytes.remaining();
        if (announced.isPresent() && passed > announced.getAsLong()) {
            return DropReason.BODY_INCOMPLETE;
        }
        budget.work().copied(bytes.remaining());
        while (bytes.hasRemaining()) {
            ByteBuffer room = tail;
            if (room == null) {
                int size = Math.max(Math.min(bytes.remaining(), CHUNK), 1024);
                if (queued + size > cap) {
                    return DropReason.STREAM_OVERRUN;
                }
                int cost = size + CHUNK_OBJECTS;
                if (!(queued + size <= ASSURED ? budget.tryReserve(cost) : budget.tryReserveSpare(cost))) {
                    return DropReason.BYTE_BUDGET;
                }
                queued += size;
                held += cost;
                room = ByteBuffer.allocate(size);
                tail = room;
            }
            int n = Math.min(room.remaining(), bytes.remaining());
            room.put(room.position(), bytes, bytes.position(), n);
            room.position(room.position() + n);
            bytes.position(bytes.position() + n);
            if (!room.hasRemaining()) {
                flushTail();
            }
        }
        return null;
    }

    private synchronized void flushTail() {
        if (tail != null) {
            chunks.add(tail.flip());
            tail = null;
        }
    }

    @Override
    public void restart() {}

    @Override
    public void end() {
        synchronized (this) {
            if (!isOpen()) {
                return;
            }
            if (announced.isEmpty() || passed >= announced.getAsLong()) {
                flushTail();
                state = State.ENDED;
            }
        }
        if (state == State.ENDED) {
            wake();
        } else {
            fail(DropReason.BODY_INCOMPLETE);
        }
    }

    @Override
    public void fail(DropReason reason) {
        synchronized (this) {
            if (!isOpen()) {
                return;
            }
            givenUp = true;
            discard();
        }
        try {
            listener.cut(reason);
        } finally {
            // Not before: a consumer that saw the cut first would end the copy for want of a better reason.
            state = State.CUT;
            wake();
        }
    }

    /** Bytes that were taken so far. */
    synchronized long bytesPassed() {
        return passed;
    }

    @Override
    public OptionalLong length() {
        return announced;
    }

    @Override
    public synchronized @Nullable ByteBuffer poll() {
        if (chunks.isEmpty() && tail != null && tail.position() > 0) {
            flushTail();
        }
        budget.release(lent);
        ByteBuffer next = chunks.poll();
        lent = next == null ? 0 : next.capacity() + CHUNK_OBJECTS;
        held -= lent;
        queued -= next == null ? 0 : next.capacity();
        return next;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void whenReady(Runnable wake) {
        synchronized (this) {
            waiting = wake;
        }
        if (isReady()) {
            wake();
        }
    }

    private synchronized boolean isReady() {
        return state != State.OPEN || !chunks.isEmpty() || tail != null;
    }

    private void wake() {
        Runnable wake;
        synchronized (this) {
            wake = waiting;
            waiting = null;
        }
        if (wake != null) {
            wake.run();
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            if (state == State.OPEN || queued > 0) {
                // Also behind its end: what is discarded here would be missing in a body that ends as complete.
                state = State.CUT;
            }
            discard();
            budget.release(lent);
            lent = 0;
        }
    }

    private synchronized void discard() {
        budget.release(held);
        held = 0;
        queued = 0;
        chunks.clear();
        tail = null;
    }
}

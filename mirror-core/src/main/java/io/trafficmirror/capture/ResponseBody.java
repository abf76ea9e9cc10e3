// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.CapturedBody.State;
import java.nio.ByteBuffer;

/** Keeps the body of a response up to a cap and within the budget. Safe for concurrent use. */
public final class ResponseBody implements BodySink {
    private final int cap;

    @GuardedBy("this")
    private final ByteCollector bytes;

    @GuardedBy("this")
    private State state = State.WHOLE;

    @GuardedBy("this")
    private boolean taken;

    /** A body of at most {@code cap} bytes. */
    public ResponseBody(int cap, ByteBudget budget) {
        this.cap = cap;
        this.bytes = new ByteCollector(budget);
    }

    @Override
    public synchronized boolean isOpen() {
        return !taken && state == State.WHOLE;
    }

    @Override
    public void write(int b) {
        write(ByteBuffer.wrap(new byte[] {(byte) b}));
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        write(ByteBuffer.wrap(source, offset, length));
    }

    @Override
    public synchronized void write(ByteBuffer source) {
        if (!isOpen()) {
            return;
        }
        if (bytes.size() + source.remaining() > cap) {
            giveUp(State.TRUNCATED);
        } else if (!bytes.add(source.duplicate())) {
            giveUp(State.BYTE_BUDGET);
        }
    }

    /** Forgets what was written; a body that was given up stays so. */
    @Override
    public synchronized void restart() {
        bytes.discard();
    }

    @Override
    public void end() {}

    @Override
    public void fail(DropReason reason) {
        giveUp(State.ABORTED);
    }

    /** The bytes will not be had. No effect if that was known before, or after {@link #take}. */
    public synchronized void giveUp(State why) {
        if (isOpen()) {
            state = why;
            bytes.discard();
        }
    }

    /** The body, and the duty to {@link Held#release()} it. Called once; what comes later is swallowed. */
    public synchronized Held take() {
        taken = true;
        HeldBody collected = bytes.take();
        return new Held(new CapturedBody(state, collected.buffers()), collected);
    }

    /**
     * A body with its reservation.
     *
     * @param body what was captured
     * @param held what holds it
     */
    public record Held(CapturedBody body, HeldBody held) {
        /** Gives the reservation back. Called once. */
        public void release() {
            held.release();
        }
    }
}

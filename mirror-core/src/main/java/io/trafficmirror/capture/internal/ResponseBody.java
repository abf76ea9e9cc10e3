// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.capture.HeldBody.State;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the body of a response for observers, up to a cap and within what the budget has for them. Above either, length and hash are still
 * taken, up to as much as is read of a shadow's response. Safe for concurrent use.
 */
public final class ResponseBody implements BodySink {
    private final int cap;
    private final long mostMeasured;
    private final LongSupplier clock;

    @GuardedBy("this")
    private final ByteCollector bytes;

    @GuardedBy("this")
    private State state = State.WHOLE;

    /** Whether length and hash are no more than those of a part. */
    @GuardedBy("this")
    private boolean unmeasured;

    @GuardedBy("this")
    private OptionalLong firstByteAt = OptionalLong.empty();

    @GuardedBy("this")
    private @Nullable HeldBody taken;

    /**
     * A body of which at most {@code cap} bytes are kept.
     *
     * @param mostMeasured bytes of which length and hash are taken; from more on nothing is known
     * @param clock counts nanoseconds
     */
    public ResponseBody(int cap, long mostMeasured, ByteBudget budget, LongSupplier clock) {
        this.cap = cap;
        this.mostMeasured = mostMeasured;
        this.clock = clock;
        this.bytes = ByteCollector.forObservation(budget);
    }

    @Override
    public synchronized boolean isOpen() {
        return taken == null
                && (state == State.WHOLE || state == State.BYTE_BUDGET || (state == State.TRUNCATED && !unmeasured));
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
        if (!isOpen() || !source.hasRemaining()) {
            return;
        }
        if (firstByteAt.isEmpty()) {
            firstByteAt = OptionalLong.of(clock.getAsLong());
        }
        if (source.remaining() > Math.max(cap, mostMeasured) - bytes.size()) {
            giveUp(State.TRUNCATED);
            return;
        }
        if (source.remaining() > cap - bytes.size() && state != State.TRUNCATED) {
            state = State.TRUNCATED;
            bytes.unkeep();
        }
        ByteBuffer left = source.duplicate();
        if (!bytes.add(left)) {
            state = State.BYTE_BUDGET;
            bytes.unkeep();
            bytes.add(left);
        }
    }

    /** Forgets what was written; a body that was given up stays so. */
    @Override
    public synchronized void restart() {
        if (isOpen()) {
            bytes.discard();
            state = State.WHOLE;
            unmeasured = false;
        }
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
            bytes.discard();
            state = why;
            unmeasured = true;
        }
    }

    /** When the first byte came, by the clock; empty if none did. */
    public synchronized OptionalLong firstByteAt() {
        return firstByteAt;
    }

    /** The body, which the caller holds; what comes later is swallowed. Whoever asks again gets the same one, and no more of it. */
    public synchronized HeldBody take() {
        HeldBody known = taken;
        if (known == null) {
            known = switch (state) {
                case WHOLE -> bytes.take();
                case BYTE_BUDGET -> bytes.measured(state);
                case TRUNCATED -> unmeasured ? HeldBody.without(state) : bytes.measured(state);
                case NOT_ASKED, NOT_SEEN, ABORTED -> HeldBody.without(state);
            };
            taken = known;
        }
        return known;
    }
}

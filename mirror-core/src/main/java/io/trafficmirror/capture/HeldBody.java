// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.http.Body;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The body of a message with the memory that is charged for it, shared by whoever holds it; its bytes go back to the budget with the
 * last holder. The content is immutable. Safe for concurrent use.
 *
 * <p>How a release is made: what is given back is given back before the note of it is erased, with nothing between the two that could
 * throw. A release that an Error interrupts has not happened, and may be tried again.
 */
public final class HeldBody {
    /** Whether the bytes could be had. */
    public enum State {
        /** All of them, which may be none. */
        WHOLE,
        /** No observer asked for them. */
        NOT_ASKED,
        /** There were more than the observer asked for. */
        TRUNCATED,
        /** The byte budget did not allow to keep them; length and hash are those of the whole body. */
        BYTE_BUDGET,
        /** A part did not pass where it could be seen. */
        NOT_SEEN,
        /** The response ended before its body did. */
        ABORTED
    }

    private final State state;
    private final List<ByteBuffer> buffers;
    private final long length;
    private final OptionalLong hash;
    private final long reserved;
    private final ByteBudget budget;

    @GuardedBy("this")
    private int holders = 1;

    private HeldBody(
            State state, List<ByteBuffer> buffers, long length, OptionalLong hash, long reserved, ByteBudget budget) {
        this.state = state;
        this.buffers = buffers;
        this.length = length;
        this.hash = hash;
        this.reserved = reserved;
        this.budget = budget;
    }

    /** A whole body for which so many bytes were reserved; the maker holds it. */
    static HeldBody whole(List<ByteBuffer> buffers, long length, long hash, long reserved, ByteBudget budget) {
        return new HeldBody(State.WHOLE, List.copyOf(buffers), length, OptionalLong.of(hash), reserved, budget);
    }

    /** A whole body that is charged to no budget. The array is not copied. */
    public static HeldBody of(byte[] bytes) {
        BodyHash hash = new BodyHash();
        hash.add(bytes, 0, bytes.length);
        return whole(List.of(ByteBuffer.wrap(bytes)), bytes.length, hash.value(), 0, new ByteBudget(0));
    }

    /**
     * A whole body that is charged to this budget, with so many bytes more for what belongs to it; the maker holds it. The array is not
     * copied. Empty if there is no room.
     */
    public static Optional<HeldBody> charged(byte[] bytes, long more, ByteBudget budget) {
        BodyHash hash = new BodyHash();
        hash.add(bytes, 0, bytes.length);
        List<ByteBuffer> buffers = bytes.length == 0 ? List.of() : List.of(ByteBuffer.wrap(bytes));
        long reserved = bytes.length + more;
        return budget.tryReserve(reserved)
                ? Optional.of(whole(buffers, bytes.length, hash.value(), reserved, budget))
                : Optional.empty();
    }

    /** A body without bytes that were kept, of which length and hash are known. */
    static HeldBody unkept(long length, long hash) {
        return new HeldBody(State.BYTE_BUDGET, List.of(), length, OptionalLong.of(hash), 0, new ByteBudget(0));
    }

    /** A body that could not be had; nothing is held for it. */
    public static HeldBody without(State state) {
        return new HeldBody(state, List.of(), 0, OptionalLong.empty(), 0, new ByteBudget(0));
    }

    /** Whether the bytes could be had. */
    public State state() {
        return state;
    }

    /** The number of bytes of the body, whether kept or not; 0 where that is not known. */
    public long length() {
        return length;
    }

    /**
     * A 64-bit hash of the whole body: bodies with different hashes differ, and equal ones are equal but for a chance of one in
     * 2<sup>64</sup>. Comparable within one version of this library; no proof against an attacker. Empty where the whole was not seen.
     */
    public OptionalLong hash() {
        return hash;
    }

    /** The content in order, as views of its own for each caller; empty unless {@link State#WHOLE}: a prefix is never shown as a body. */
    public List<ByteBuffer> buffers() {
        return buffers.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
    }

    /** The content as a copy carries it, for as long as whoever asks holds it. */
    Body asBody() {
        return Body.of(buffers);
    }

    /**
     * One more holder.
     *
     * @throws IllegalStateException if nobody holds it any more
     */
    public HeldBody retain() {
        if (reserved > 0) {
            synchronized (this) {
                if (holders == 0) {
                    throw new IllegalStateException("the body was released");
                }
                holders++;
            }
        }
        return this;
    }

    /**
     * One holder less. Each holder calls it once.
     *
     * @throws IllegalStateException if nobody holds it any more
     */
    public void release() {
        if (reserved > 0) {
            synchronized (this) {
                if (holders == 0) {
                    throw new IllegalStateException("the body was released");
                }
                if (holders == 1) {
                    budget.release(reserved);
                }
                holders--;
            }
        }
    }
}

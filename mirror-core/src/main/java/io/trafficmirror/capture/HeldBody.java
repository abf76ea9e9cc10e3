// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.http.Body;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message with the memory that is charged for it, shared by whoever holds it; its bytes go back to the budget with the
 * last holder. The content is immutable. Safe for concurrent use.
 *
 * <p>Memory of a larger body may be used again for another one, but only if nobody was given a view of it that could outlive the last
 * holder: what was once shown by {@link #buffers} is left to the collector.
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

    private static final ByteBudget NOTHING = new ByteBudget(0);
    private static final String RELEASED = "the body was released";

    private final State state;
    private final List<ByteBuffer> buffers;
    private final long length;
    private final OptionalLong hash;
    private final long reserved;
    private final ByteBudget budget;
    private final boolean charged;

    @GuardedBy("this")
    private int holders = 1;

    /** What is to be given back, the segments among it with their charge; null if there is none, or it was. */
    @GuardedBy("this")
    private @Nullable Chunk chunks;

    /** Whether somebody may read it beyond the last holder. */
    @GuardedBy("this")
    private boolean escaped;

    /** Whether it is being given back, or was. */
    @GuardedBy("this")
    private boolean gone;

    private HeldBody(
            State state,
            List<ByteBuffer> buffers,
            long length,
            OptionalLong hash,
            long reserved,
            @Nullable Chunk chunks,
            ByteBudget budget) {
        this.state = state;
        this.buffers = buffers;
        this.length = length;
        this.hash = hash;
        this.reserved = reserved;
        this.chunks = chunks;
        this.charged = reserved > 0 || chunks != null;
        this.budget = budget;
    }

    /**
     * A whole body for which so many bytes were reserved, besides what its segments are charged with; the maker holds it.
     *
     * @param chunks the memory behind the buffers, the last one first
     */
    static HeldBody whole(
            List<ByteBuffer> buffers,
            long length,
            OptionalLong hash,
            long reserved,
            @Nullable Chunk chunks,
            ByteBudget budget) {
        return new HeldBody(State.WHOLE, List.copyOf(buffers), length, hash, reserved, chunks, budget);
    }

    /** A whole body that is charged to no budget. The array is not copied. */
    public static HeldBody of(byte[] bytes) {
        BodyHash hash = new BodyHash();
        hash.add(bytes, 0, bytes.length);
        return whole(List.of(ByteBuffer.wrap(bytes)), bytes.length, OptionalLong.of(hash.value()), 0, null, NOTHING);
    }

    /**
     * A whole body that is charged to this budget, with so many bytes more for what belongs to it; the maker holds it. The array is not
     * copied. Empty if there is no room.
     */
    public static Optional<HeldBody> charged(byte[] bytes, long more, ByteBudget budget) {
        List<ByteBuffer> buffers = bytes.length == 0 ? List.of() : List.of(ByteBuffer.wrap(bytes));
        long reserved = bytes.length + more;
        return budget.tryReserve(reserved)
                ? Optional.of(whole(buffers, bytes.length, OptionalLong.empty(), reserved, null, budget))
                : Optional.empty();
    }

    /** A body without bytes that were kept, of which length and hash are known. */
    static HeldBody unkept(long length, long hash) {
        return new HeldBody(State.BYTE_BUDGET, List.of(), length, OptionalLong.of(hash), 0, null, NOTHING);
    }

    /** A body that could not be had; nothing is held for it. */
    public static HeldBody without(State state) {
        return new HeldBody(state, List.of(), 0, OptionalLong.empty(), 0, null, NOTHING);
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
     * 2<sup>64</sup>. Comparable within one version of this library; no proof against an attacker. Empty where the whole was not seen, and of a
     * request.
     */
    public OptionalLong hash() {
        return hash;
    }

    /**
     * The content in order, as views of its own for each caller; empty unless {@link State#WHOLE}: a prefix is never shown as a body.
     *
     * @throws IllegalStateException if nobody holds it any more
     */
    public List<ByteBuffer> buffers() {
        if (charged) {
            synchronized (this) {
                if (gone) {
                    throw new IllegalStateException(RELEASED);
                }
                escaped = true;
            }
        }
        return buffers.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
    }

    /**
     * The content as a copy carries it. Whoever asks reads it while it is held and not beyond, or says {@link #keepFromReuse} before the last
     * holder lets go.
     */
    Body asBody() {
        return Body.of(buffers);
    }

    /** Somebody may read the content beyond its last holder: its memory is not used again. No effect behind the last release. */
    public void keepFromReuse() {
        if (charged) {
            synchronized (this) {
                escaped |= !gone;
            }
        }
    }

    /**
     * One more holder.
     *
     * @throws IllegalStateException if nobody holds it any more
     */
    public HeldBody retain() {
        if (!tryRetain()) {
            throw new IllegalStateException(RELEASED);
        }
        return this;
    }

    /** One more holder; false if nobody holds it any more. */
    public boolean tryRetain() {
        if (charged) {
            synchronized (this) {
                if (gone) {
                    return false;
                }
                holders++;
            }
        }
        return true;
    }

    /**
     * One holder less. Each holder calls it once.
     *
     * @throws IllegalStateException if nobody holds it any more
     */
    public void release() {
        if (charged) {
            synchronized (this) {
                if (holders == 0) {
                    throw new IllegalStateException(RELEASED);
                }
                if (holders == 1) {
                    gone = true;
                    giveBack();
                }
                holders--;
            }
        }
    }

    /** From where an Error has broken it off, if one has. */
    @GuardedBy("this")
    private void giveBack() {
        Chunk chunk = chunks;
        while (chunk != null) {
            Chunk before = chunk.before;
            if (chunk.pooled) {
                budget.giveBack(chunk, !escaped);
            }
            chunks = before;
            chunk.before = null;
            chunk = before;
        }
        budget.release(reserved);
    }
}

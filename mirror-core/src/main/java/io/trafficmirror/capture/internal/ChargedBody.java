// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.internal.BodyHash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A whole body whose bytes are charged to the byte budget. The content is immutable. Safe for concurrent use.
 *
 * <p>Memory of a larger body may be used again for another one, but only if nobody was given a view of it that could outlive the last
 * holder: what was once shown by {@link #buffers} is left to the collector.
 *
 * <p>How a release is made: what is given back is given back before the note of it is erased, with nothing between the two that could
 * throw. A release that an Error interrupts has not happened, and may be tried again.
 */
public final class ChargedBody implements HeldBody {
    /** A whole body without bytes: nothing is held for it. */
    public static final ChargedBody EMPTY = whole(List.of(), 0, 0, null, new ByteBudget(0));

    private static final String RELEASED = "the body was released";

    private final List<ByteBuffer> buffers;
    private final long length;
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

    private ChargedBody(
            List<ByteBuffer> buffers, long length, long reserved, @Nullable Chunk chunks, ByteBudget budget) {
        this.buffers = buffers;
        this.length = length;
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
    static ChargedBody whole(
            List<ByteBuffer> buffers, long length, long reserved, @Nullable Chunk chunks, ByteBudget budget) {
        return new ChargedBody(List.copyOf(buffers), length, reserved, chunks, budget);
    }

    /**
     * A whole body that is charged to this budget, with so many bytes more for what belongs to it; the maker holds it. The array is not
     * copied. Empty if there is no room.
     */
    public static Optional<ChargedBody> charged(byte[] bytes, long more, ByteBudget budget) {
        List<ByteBuffer> buffers = bytes.length == 0 ? List.of() : List.of(ByteBuffer.wrap(bytes));
        long reserved = bytes.length + more;
        return budget.tryReserve(reserved)
                ? Optional.of(whole(buffers, bytes.length, reserved, null, budget))
                : Optional.empty();
    }

    @Override
    public State state() {
        return State.WHOLE;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public OptionalLong hash() {
        retain();
        try {
            return OptionalLong.of(BodyHash.of(buffers));
        } finally {
            release();
        }
    }

    @Override
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
     * The content as a copy carries it. Whoever asks reads it while it is held and not beyond, or lets go of it as of what is not
     * {@linkplain #release(boolean) reusable}.
     */
    public Body asBody() {
        return Body.of(buffers);
    }

    @Override
    public ChargedBody retain() {
        if (!tryRetain()) {
            throw new IllegalStateException(RELEASED);
        }
        return this;
    }

    @Override
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

    @Override
    public void release() {
        release(true);
    }

    /** As {@link #release()}; unless {@code reusable} somebody may read the content beyond its last holder, and its memory is not used again. */
    public void release(boolean reusable) {
        if (charged) {
            synchronized (this) {
                if (holders == 0) {
                    throw new IllegalStateException(RELEASED);
                }
                escaped |= !reusable;
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

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * The body of a message with the memory that is charged for it, shared by whoever holds it; its bytes go back to the budget with the
 * last holder. The content is immutable. Safe for concurrent use. Made by the mirror, and by {@link #of} for tests of what reads it.
 *
 * @since 0.1.0
 */
public interface HeldBody {
    /** Whether the bytes could be had. */
    enum State {
        /** All of them, which may be none. */
        WHOLE,
        /** No observer asked for them. */
        NOT_ASKED,
        /**
         * There were more than the observer asked for; length and hash are those of the whole body, if that was no more than is read of a
         * shadow's response.
         */
        TRUNCATED,
        /** The byte budget did not allow to keep them; length and hash are those of the whole body. */
        BYTE_BUDGET,
        /** A part did not pass where it could be seen. */
        NOT_SEEN,
        /** The response ended before its body did. */
        ABORTED
    }

    /** A whole body that is charged to no budget. The array is not copied. */
    static HeldBody of(byte[] bytes) {
        return UnchargedBody.of(bytes);
    }

    /** A body that could not be had; nothing is held for it. */
    static HeldBody without(State state) {
        return new UnchargedBody(state, List.of(), 0, OptionalLong.empty());
    }

    /**
     * A body of which length and hash are known, and nothing is held.
     *
     * @param why its bytes were not kept: {@link State#BYTE_BUDGET} or {@link State#TRUNCATED}
     */
    static HeldBody measured(State why, long length, long hash) {
        return new UnchargedBody(why, List.of(), length, OptionalLong.of(hash));
    }

    /** Whether the bytes could be had. */
    State state();

    /** The number of bytes of the body, whether kept or not; 0 where that is not known. */
    long length();

    /**
     * A 64-bit hash of the whole body: bodies with different hashes differ, and equal ones are equal but for a chance of one in
     * 2<sup>64</sup>. Comparable within one version of this library; no proof against an attacker. Empty where the whole was not seen. Where the
     * bytes were kept each call goes through all of them.
     *
     * @throws IllegalStateException if nobody holds it any more, and it was kept
     */
    OptionalLong hash();

    /**
     * The content in order, as views of its own for each caller; empty unless {@link State#WHOLE}: a prefix is never shown as a body.
     *
     * @throws IllegalStateException if nobody holds it any more
     */
    List<ByteBuffer> buffers();

    /**
     * One more holder.
     *
     * @throws IllegalStateException if nobody holds it any more
     */
    HeldBody retain();

    /** One more holder; false if nobody holds it any more. */
    boolean tryRetain();

    /**
     * One holder less. Each holder calls it once.
     *
     * @throws IllegalStateException if nobody holds it any more
     */
    void release();
}

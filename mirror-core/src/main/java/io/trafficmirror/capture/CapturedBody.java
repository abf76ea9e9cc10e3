// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * The body of a response as an observer gets it. Immutable: read the buffers through duplicates.
 *
 * @param state whether the bytes could be had
 * @param bytes the content in order; empty unless {@link State#WHOLE}: a prefix is never shown as a body
 */
public record CapturedBody(State state, List<ByteBuffer> bytes) {
    /** Whether the bytes could be had. */
    public enum State {
        /** All of them, which may be none. */
        WHOLE,
        /** No observer asked for them. */
        NOT_ASKED,
        /** There were more than the observer asked for. */
        TRUNCATED,
        /** The byte budget did not allow it. */
        BYTE_BUDGET,
        /** A part did not pass where it could be seen. */
        NOT_SEEN,
        /** The response ended before its body did. */
        ABORTED
    }

    /** Copies the list. */
    public CapturedBody {
        Objects.requireNonNull(state, "state");
        bytes = List.copyOf(bytes);
    }

    /** A body that could not be had. */
    public static CapturedBody without(State state) {
        return new CapturedBody(state, List.of());
    }

    /** The number of bytes that are here. */
    public long length() {
        long sum = 0;
        for (ByteBuffer buffer : bytes) {
            sum += buffer.remaining();
        }
        return sum;
    }
}

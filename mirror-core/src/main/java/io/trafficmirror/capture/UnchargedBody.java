// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import io.trafficmirror.http.internal.BodyHash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * A body that is charged to no budget, so that nobody needs to hold it. Immutable.
 *
 * @param state whether the bytes could be had
 * @param buffers the content in order
 * @param length bytes, kept or not; 0 where that is not known
 * @param hash of a whole body that was not kept; empty where it was kept, or was not seen
 */
record UnchargedBody(State state, List<ByteBuffer> buffers, long length, OptionalLong hash) implements HeldBody {
    static UnchargedBody of(byte[] bytes) {
        return new UnchargedBody(State.WHOLE, List.of(ByteBuffer.wrap(bytes)), bytes.length, OptionalLong.empty());
    }

    @Override
    public OptionalLong hash() {
        return state == State.WHOLE ? OptionalLong.of(BodyHash.of(buffers)) : hash;
    }

    @Override
    public List<ByteBuffer> buffers() {
        return buffers.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
    }

    @Override
    public HeldBody retain() {
        return this;
    }

    @Override
    public boolean tryRetain() {
        return true;
    }

    @Override
    public void release() {}
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.http.BodySource;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A streamed body of one piece that is there already. Confined to one thread. */
final class OneSource implements BodySource {
    private @Nullable ByteBuffer piece;
    private int cancels;

    OneSource(byte[] piece) {
        this.piece = ByteBuffer.wrap(piece);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public @Nullable ByteBuffer poll() {
        ByteBuffer next = piece;
        piece = null;
        return next;
    }

    @Override
    public State state() {
        return State.ENDED;
    }

    @Override
    public void whenReady(Runnable wake) {
        wake.run();
    }

    /** Breaks the first time. */
    @Override
    public void cancel() {
        if (cancels++ == 0) {
            throw new IllegalStateException("on purpose");
        }
    }
}

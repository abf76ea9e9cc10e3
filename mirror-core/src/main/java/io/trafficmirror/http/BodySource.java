// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A body that is consumed while it is produced. One consumer, which polls and asks to be woken; nothing blocks.
 *
 * <p>A source that is cut must never be ended on the wire as if it were complete: the consumer aborts its exchange so that the
 * receiver can tell.
 *
 * @since 0.1.0
 */
public interface BodySource {
    /** Where a source stands. */
    enum State {
        /** More bytes may come. */
        OPEN,
        /** Everything has been produced; what is left can be polled. */
        ENDED,
        /** Given up: nothing more will come and the copy must be cut. */
        CUT
    }

    /** The total length in bytes where the primary's client declared one. */
    OptionalLong length();

    /** The next bytes, owned by the caller; null if there are none at present. Never blocks. */
    @Nullable
    ByteBuffer poll();

    /**
     * Where the source stands. {@link State#ENDED} both before and after a {@link #poll()} that is null is the end: a source that
     * somebody cancels behind its end, while bytes are left, becomes {@link State#CUT} no later than it has nothing to poll.
     */
    State state();

    /**
     * Runs {@code wake} once, on any thread, as soon as there is something to poll or the state has changed; at once if that is
     * so already. A later call replaces an earlier one.
     */
    void whenReady(Runnable wake);

    /** Tells the producer that nothing more will be consumed; its further bytes are thrown away. Idempotent. */
    void cancel();
}

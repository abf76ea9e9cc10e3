// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.nio.channels.SelectionKey;

/** What a selection key belongs to: a connection, or an attempt to make one. Confined to the loop. */
sealed interface ChannelOwner permits Attempt, Connection {
    /** Its channel is ready for these operations. */
    void selected(int readyOps);

    /** Whether the channel of this key is its own, still. */
    boolean owns(SelectionKey key);

    /** The {@link System#nanoTime} at which {@link #expire} is to be called; {@link Long#MAX_VALUE} if never. */
    long due();

    /** Its time is over. */
    void expire(long now);

    /** Something failed that never should: everything it holds is given up. */
    void crash(Throwable fault);

    /** Closes the channel, without a word to anybody. Idempotent. */
    void discard();
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.nio.ByteBuffer;

/**
 * Receives the bytes of one body as they pass by. Never throws, never blocks, and costs nothing once the copy is given up.
 * Confined to whoever reads or writes that body, one thread at a time.
 *
 * @since 0.1.0
 */
public interface BodySink {
    /** Swallows everything. */
    BodySink NONE = new NoSink();

    /** Whether bytes are still wanted; once false it stays false. */
    boolean isOpen();

    /** One byte that has passed. */
    void write(int b);

    /** Bytes that have passed; copied before this returns. */
    void write(byte[] bytes, int offset, int length);

    /** Bytes that have passed, from position to limit; the buffer's position stays. Copied before this returns. */
    void write(ByteBuffer bytes);

    /**
     * The application has taken back everything that has passed, and the body starts anew: a response was reset. A sink that can't
     * forget fails instead. Nobody calls this on a request's body.
     */
    void restart();

    /** The end of the body was seen. Idempotent. */
    void end();

    /** The body won't be complete, or won't be had at all. No effect after the end. */
    void fail(DropReason reason);
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.nio.ByteBuffer;

/** The buffers that all connections of one loop share: each is empty again before the next connection is served. Confined to the loop. */
final class Buffers {
    private static final int SIZE = 64 * 1024;

    /** What is about to be written, in plain text. */
    final ByteBuffer out = ByteBuffer.allocateDirect(SIZE);

    /** What a socket is read into or written from. */
    final ByteBuffer net = ByteBuffer.allocateDirect(SIZE);

    /** Records on their way to a socket. In the heap: into direct memory the JDK's ciphers go by way of arrays made for each record. */
    final ByteBuffer sealed = ByteBuffer.allocate(SIZE);

    /** What was read, in plain text. */
    final byte[] in = new byte[SIZE];

    /** A view of {@link #in} for unwrapping. */
    final ByteBuffer inView = ByteBuffer.wrap(in);

    /** A view of {@link #in} to hand out: limit and position are set anew each time. */
    final ByteBuffer content = ByteBuffer.wrap(in).asReadOnlyBuffer();

    /** The head that is being written. */
    final RequestHeads heads = new RequestHeads();

    /** The head that was read last. */
    final HeadCache cache = new HeadCache();
}

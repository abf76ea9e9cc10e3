// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one connection, in the clear or through TLS. Nothing blocks. Confined to the loop. */
sealed interface Link permits PlainLink, TlsLink {
    /** What a read can say beside a number of bytes. */
    int NOTHING = 0;

    /** The peer has ended the connection in order. */
    int END = -1;

    /** The connection ended, but nothing proves that the peer meant it to. */
    int TORN = -2;

    /**
     * Goes on with what must precede the first byte, such as a handshake.
     *
     * @return whether bytes may be sent now
     */
    boolean open() throws IOException;

    /** Whether {@link #open} waits for work elsewhere, so that the socket is of no interest until that is done. */
    boolean waits();

    /** Reads plain text into {@link Buffers#in}; the number of bytes, or {@link #NOTHING}, {@link #END}, {@link #TORN}. */
    int read() throws IOException;

    /**
     * Takes all of {@code out}, which is in the clear, and writes what the socket takes.
     *
     * @return whether nothing is left over; if something is, {@link #flush} goes on
     */
    boolean write(ByteBuffer out) throws IOException;

    /**
     * The same, but up to so many bytes at the end of {@code out} may stay in it if the socket does not take them: the caller has them
     * elsewhere, and comes again once the socket is writable. Nothing else is left over then.
     */
    boolean write(ByteBuffer out, int atHand) throws IOException;

    /** Writes what was left over; true if nothing is any more. */
    boolean flush() throws IOException;

    /** Whether something is left over that {@link #flush} would write. */
    boolean wantsWrite();

    /** Whether {@link #read} may have more to give although the socket has not. */
    boolean buffered();

    /** Tells the peer that nothing more will come, where the protocol can (TLS {@code close_notify}). The channel is closed by its owner. */
    void close();
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of one request on its way out, as it is framed on the wire. Reused for request after request. Confined to the loop. */
final class Outgoing {
    /** How far the content has gone. */
    enum Progress {
        /** The buffer is full; more follows. */
        FULL,
        /** A streamed source has nothing at present. */
        STARVED,
        /** A streamed source was cut: the request can't be completed. */
        CUT,
        /** Everything has been handed over. */
        DONE
    }

    /** Size digits, CR LF before the data, CR LF after it. */
    private static final int CHUNK_OVERHEAD = 8 + 2 + 2;

    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private List<ByteBuffer> buffers = List.of();
    private int index;
    private int offset;

    private @Nullable BodySource source;
    private @Nullable ByteBuffer current;
    private long declared;
    private long streamed;

    /** Starts with this content. */
    void begin(Body body) {
        release();
        buffers = body.buffers();
        source = body.source();
        declared = body.announced();
    }

    /** Lets go of the content; a streamed source is told that no more is wanted. */
    void end() {
        BodySource open = source;
        release();
        if (open != null) {
            open.cancel();
        }
    }

    /** Lets go of the content, which another connection will send. */
    void release() {
        buffers = List.of();
        index = 0;
        offset = 0;
        source = null;
        current = null;
        streamed = 0;
    }

    /** Whether anything was taken from a streamed source, written or not: it can't be taken again. */
    boolean tookFromStream() {
        return streamed > 0 || current != null;
    }

    /** The streamed source that may have to be waited for. */
    @Nullable
    BodySource source() {
        return source;
    }

    /** Puts as much as there is and fits into {@code out}. */
    Progress fill(ByteBuffer out) {
        BodySource open = source;
        return open == null ? fillFromBuffers(out) : fillFromSource(out, open);
    }

    private Progress fillFromBuffers(ByteBuffer out) {
        while (index < buffers.size()) {
            ByteBuffer from = buffers.get(index);
            int start = from.position() + offset;
            int bytes = Math.min(from.limit() - start, out.remaining());
            out.put(out.position(), from, start, bytes);
            out.position(out.position() + bytes);
            offset += bytes;
            if (start + bytes < from.limit()) {
                return Progress.FULL;
            }
            index++;
            offset = 0;
        }
        return Progress.DONE;
    }

    /** How many of the bytes at the end of what was filled since it held {@code before} bytes are at hand here, and can be taken back. */
    int atHand(ByteBuffer filled, int before) {
        return source == null ? filled.position() - before : 0;
    }

    /** The last so many bytes were not sent, and will be filled again. */
    void takeBack(int bytes) {
        int left = bytes;
        while (left > offset) {
            left -= offset;
            index--;
            offset = buffers.get(index).remaining();
        }
        offset -= left;
    }

    private Progress fillFromSource(ByteBuffer out, BodySource open) {
        while (declared < 0 || streamed < declared) {
            ByteBuffer piece = piece(open);
            if (piece == null) {
                // The state is read before and after another poll: what came before the end was announced is not
                // missed, and
                // what somebody discarded behind the end is not taken for sent.
                BodySource.State state = open.state();
                piece = state == BodySource.State.OPEN ? null : piece(open);
                if (piece == null) {
                    return switch (state) {
                        case OPEN -> Progress.STARVED;
                        case CUT -> Progress.CUT;
                        case ENDED -> open.state() == BodySource.State.ENDED ? finish(out) : Progress.CUT;
                    };
                }
            }
            if (declared >= 0 && streamed + piece.remaining() > declared) {
                return Progress.CUT;
            }
            if (out.remaining() <= CHUNK_OVERHEAD) {
                return Progress.FULL;
            }
            put(out, piece);
        }
        return Progress.DONE;
    }

    private @Nullable ByteBuffer piece(BodySource open) {
        ByteBuffer piece = current;
        while (piece == null || !piece.hasRemaining()) {
            piece = open.poll();
            current = piece;
            if (piece == null) {
                return null;
            }
        }
        return piece;
    }

    private void put(ByteBuffer out, ByteBuffer piece) {
        int bytes = Math.min(piece.remaining(), out.remaining() - CHUNK_OVERHEAD);
        if (declared < 0) {
            int shift = (31 - Integer.numberOfLeadingZeros(bytes)) / 4 * 4;
            for (; shift >= 0; shift -= 4) {
                out.put(HEX[(bytes >> shift) & 0xF]);
            }
            out.put((byte) '\r').put((byte) '\n');
        }
        out.put(out.position(), piece, piece.position(), bytes);
        out.position(out.position() + bytes);
        piece.position(piece.position() + bytes);
        streamed += bytes;
        if (declared < 0) {
            out.put((byte) '\r').put((byte) '\n');
        }
    }

    private Progress finish(ByteBuffer out) {
        if (declared >= 0) {
            return Progress.CUT;
        }
        if (out.remaining() < LAST_CHUNK.length) {
            return Progress.FULL;
        }
        out.put(LAST_CHUNK);
        return Progress.DONE;
    }
}

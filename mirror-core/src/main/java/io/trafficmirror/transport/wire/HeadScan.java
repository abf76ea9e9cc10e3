// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.util.Arrays;

/**
 * Finds the end of a head in bytes that come piecemeal, and keeps the pieces. Refuses as early as it can what can't become one.
 * Confined to the loop.
 */
final class HeadScan {
    private static final byte[] START = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final byte[] NOTHING = {};

    private final HeadCache cache;
    private byte[] held = NOTHING;
    private int holds;
    private int seen;
    private int inLine;
    private byte previous;

    HeadScan(HeadCache cache) {
        this.cache = cache;
    }

    /** Starts over. */
    void begin() {
        holds = 0;
        seen = 0;
        inLine = 0;
        previous = 0;
        held = NOTHING;
    }

    /** Whether any byte has been fed since the beginning. */
    boolean started() {
        return seen > 0;
    }

    /** The end of the head in {@code a[from..to)}, or -1 if it has not come yet; what was fed is then kept. */
    int feed(byte[] a, int from, int to) throws BadResponse {
        for (int i = from; i < to; i++) {
            byte octet = a[i];
            if (seen < START.length && octet != START[seen]) {
                throw new BadResponse("not HTTP/1");
            }
            if (++seen > Limits.HEAD_BYTES) {
                throw new BadResponse("a head of more than " + Limits.HEAD_BYTES + " bytes");
            }
            if (octet == '\n') {
                if (previous != '\r') {
                    throw new BadResponse("a line that does not end with CR LF");
                }
                if (inLine == 1) {
                    return i + 1;
                }
                inLine = 0;
            } else {
                inLine++;
            }
            previous = octet;
        }
        hold(a, from, to);
        return -1;
    }

    /** The head that ended at {@code end}, with what was kept of it before. */
    ParsedHead head(byte[] a, int from, int end) throws BadResponse {
        if (holds == 0) {
            return cache.parse(a, from, end);
        }
        hold(a, from, end);
        return cache.parse(held, 0, holds);
    }

    private void hold(byte[] a, int from, int to) {
        int more = to - from;
        if (holds + more > held.length) {
            held = Arrays.copyOf(held, Math.max(2 * held.length, holds + more));
        }
        System.arraycopy(a, from, held, holds, more);
        holds += more;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.http.Headers;
import java.util.Arrays;
import java.util.Random;

/** What a parser makes of bytes, as one line to compare. */
final class ParsedResponse implements ResponseSink {
    private static final HeadCache CACHE = new HeadCache();

    private final long cap;
    private long content;
    private int hash;
    private String head = "";
    private int heads;

    private ParsedResponse(long cap) {
        this.cap = cap;
    }

    /** Parses the bytes in pieces of random length, at least one byte each; all at once if there is no randomness. */
    static String of(byte[] answer, boolean toHead, long cap, Random pieces) {
        ParsedResponse sink = new ParsedResponse(cap);
        ResponseParser parser = new ResponseParser(CACHE);
        parser.begin(toHead);
        int at = 0;
        String end = "";
        try {
            while (at < answer.length && !parser.done() && !parser.stopped()) {
                int piece = pieces == null ? answer.length - at : 1 + pieces.nextInt(answer.length - at);
                // The piece lies somewhere inside a larger array whose other bytes must not matter.
                byte[] in = new byte[piece + 9];
                Arrays.fill(in, (byte) '\n');
                System.arraycopy(answer, at, in, 4, piece);
                at += parser.feed(in, 4, 4 + piece, sink) - 4;
            }
        } catch (BadResponse e) {
            return "bad " + e.what() + sink.told();
        }
        boolean open = !parser.done() && !parser.stopped();
        if (open) {
            end = parser.end(true) ? " ended" : " cut";
        }
        boolean reusable = parser.done() && parser.reusable() && at == answer.length;
        return (parser.done() ? "done" : parser.stopped() ? "stopped" : "open")
                + end
                + (open ? "" : " at " + at)
                + (reusable ? " reusable" : "")
                + sink.told();
    }

    private String told() {
        return " " + heads + head + " " + content + "/" + hash;
    }

    @Override
    public boolean head(int status, Headers headers, long length) {
        heads++;
        head = " " + status + " " + headers.hashCode() + " " + length;
        return cap > 0 || length <= 0;
    }

    @Override
    public boolean content(byte[] a, int from, int to) {
        int bytes = (int) Math.min(cap - content, to - from);
        for (int i = from; i < from + bytes; i++) {
            hash = 31 * hash + a[i];
        }
        boolean fits = to - from <= cap - content;
        content += bytes;
        return fits;
    }
}

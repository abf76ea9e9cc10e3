// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

/**
 * Reads one response from bytes that come in any pieces: heads, content by its framing, end. What it says does not depend on where
 * the pieces part. Confined to the loop.
 */
final class ResponseParser {
    private enum At {
        HEAD,
        LENGTH,
        CHUNKS,
        UNTIL_CLOSE,
        DONE,
        STOPPED
    }

    private final HeadScan head;
    private final ChunkScan chunks = new ChunkScan();
    private At at = At.HEAD;
    private boolean toHead;
    private boolean reusable;
    private boolean fed;
    private int interims;
    private long left;

    ResponseParser(HeadCache cache) {
        head = new HeadScan(cache);
    }

    /** Starts over; {@code toHead} if the request's method is HEAD. */
    void begin(boolean toHead) {
        this.toHead = toHead;
        at = At.HEAD;
        reusable = false;
        fed = false;
        interims = 0;
        head.begin();
    }

    /** Whether any byte of a response has come. */
    boolean started() {
        return fed;
    }

    /** Whether the response is complete. */
    boolean done() {
        return at == At.DONE;
    }

    /** Whether the sink wanted no more. */
    boolean stopped() {
        return at == At.STOPPED;
    }

    /** Whether the connection may carry another exchange, once {@link #done}. */
    boolean reusable() {
        return reusable;
    }

    /** Reads {@code a[from..to)} as far as it belongs to this response; returns where it stopped. */
    int feed(byte[] a, int from, int to, ResponseSink sink) throws BadResponse {
        fed |= from < to;
        int i = from;
        while (i < to && at != At.DONE && at != At.STOPPED) {
            i = switch (at) {
                case HEAD -> feedHead(a, i, to, sink);
                case CHUNKS -> feedChunks(a, i, to, sink);
                default -> feedPlain(a, i, to, sink);
            };
        }
        return i;
    }

    /**
     * The connection has ended. True if that is a proper end of the response.
     *
     * @param clean whether the peer ended it in order, so that nothing can be missing
     */
    boolean end(boolean clean) {
        if (at == At.UNTIL_CLOSE && clean) {
            at = At.DONE;
        }
        return at == At.DONE;
    }

    /** Where a response that is not complete was cut. */
    String whereCut() {
        if (!fed) {
            return "before an answer";
        }
        return at == At.HEAD
                ? "inside a head"
                : at == At.CHUNKS && chunks.inTrailers() ? "inside the trailers" : "inside the content";
    }

    private int feedHead(byte[] a, int from, int to, ResponseSink sink) throws BadResponse {
        int end = head.feed(a, from, to);
        if (end < 0) {
            return to;
        }
        ParsedHead found = head.head(a, from, end);
        head.begin();
        if (found.status() == 101) {
            throw new BadResponse("a switch of protocols nobody asked for");
        }
        if (found.interim()) {
            if (++interims > Limits.INTERIMS) {
                throw new BadResponse("more than " + Limits.INTERIMS + " interim responses");
            }
            return end;
        }
        begin(found, sink);
        return end;
    }

    private void begin(ParsedHead found, ResponseSink sink) {
        boolean bodiless = toHead || found.bodiless();
        // A 204 that announces content may be followed by it: its connection is not used again.
        boolean announces = found.status() == 204 && (found.length() > 0 || found.length() == ParsedHead.CHUNKED);
        left = bodiless ? 0 : found.length();
        reusable = found.keepsAlive() && !announces && left != ParsedHead.UNTIL_CLOSE;
        chunks.begin();
        at = left == 0
                ? At.DONE
                : left == ParsedHead.CHUNKED ? At.CHUNKS : left == ParsedHead.UNTIL_CLOSE ? At.UNTIL_CLOSE : At.LENGTH;
        if (!sink.head(found.status(), found.headers(), left)) {
            at = At.STOPPED;
        }
    }

    private int feedPlain(byte[] a, int from, int to, ResponseSink sink) {
        int end = at == At.LENGTH ? from + (int) Math.min(left, to - from) : to;
        if (at == At.LENGTH) {
            left -= end - from;
            if (left == 0) {
                at = At.DONE;
            }
        }
        pass(a, from, end, sink);
        return end;
    }

    private int feedChunks(byte[] a, int from, int to, ResponseSink sink) throws BadResponse {
        int i = chunks.feed(a, from, to);
        int end = i + (int) Math.min(chunks.data(), to - i);
        if (end > i) {
            chunks.took(end - i);
            pass(a, i, end, sink);
        } else if (chunks.ended()) {
            at = At.DONE;
        }
        return end;
    }

    private void pass(byte[] a, int from, int to, ResponseSink sink) {
        if (to > from && !sink.content(a, from, to)) {
            at = At.STOPPED;
        }
    }
}

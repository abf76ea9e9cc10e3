// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

/**
 * Takes the chunked coding off (RFC 9112 section 7.1), strictly: hexadecimal size at once, CR LF at every line's end, trailer
 * lines that are fields. Trailers are checked and thrown away. Confined to the loop.
 */
final class ChunkScan {
    private enum At {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        LINE,
        NAME,
        VALUE,
        LINE_LF,
        LAST_LF,
        END
    }

    private At at = At.SIZE;
    private long left;
    private int digits;
    private int extensionBytes;
    private int trailerBytes;

    /** Starts over. */
    void begin() {
        at = At.SIZE;
        left = 0;
        digits = 0;
        extensionBytes = 0;
        trailerBytes = 0;
    }

    /** Whether the last chunk and the trailers have passed. */
    boolean ended() {
        return at == At.END;
    }

    /** Whether the last chunk has passed, and the end of the trailers has not. */
    boolean inTrailers() {
        return switch (at) {
            case LINE, NAME, VALUE, LINE_LF, LAST_LF -> true;
            default -> false;
        };
    }

    /** Bytes of data that come next, before more framing; 0 if framing is next. */
    long data() {
        return at == At.DATA ? left : 0;
    }

    /** Says that so many bytes of data were taken. */
    void took(long bytes) {
        left -= bytes;
        if (left == 0) {
            at = At.DATA_CR;
        }
    }

    /** Reads framing from {@code a[from..to)} up to the next data or the end; returns where it stopped. */
    int feed(byte[] a, int from, int to) throws BadResponse {
        int i = from;
        while (i < to && at != At.DATA && at != At.END) {
            at = next(a[i++]);
        }
        return i;
    }

    private At next(byte octet) throws BadResponse {
        return switch (at) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> {
                expect(octet, '\n');
                yield left > 0 ? At.DATA : At.LINE;
            }
            case DATA_CR -> {
                expect(octet, '\r');
                yield At.DATA_LF;
            }
            case DATA_LF -> {
                expect(octet, '\n');
                digits = 0;
                yield At.SIZE;
            }
            case LAST_LF -> {
                expect(octet, '\n');
                yield At.END;
            }
            case LINE, NAME, VALUE, LINE_LF -> trailer(octet);
            case DATA, END -> at;
        };
    }

    private At size(byte octet) throws BadResponse {
        int digit = Character.digit(octet, 16);
        if (digit >= 0) {
            if (++digits > 15) {
                throw new BadResponse("a chunk size of more than 15 digits");
            }
            left = (left << 4) | digit;
            return At.SIZE;
        }
        if (digits > 0 && octet == '\r') {
            return At.SIZE_LF;
        }
        if (digits > 0 && octet == ';') {
            return At.EXTENSION;
        }
        throw new BadResponse("bad chunk size");
    }

    private At extension(byte octet) throws BadResponse {
        if (++extensionBytes > Limits.EXTENSION_BYTES) {
            throw new BadResponse("chunk extensions of more than " + Limits.EXTENSION_BYTES + " bytes");
        }
        if (octet == '\r') {
            return At.SIZE_LF;
        }
        if (!Octets.isText(octet)) {
            throw new BadResponse("a control character in a chunk extension");
        }
        return At.EXTENSION;
    }

    private At trailer(byte octet) throws BadResponse {
        if (++trailerBytes > Limits.TRAILER_BYTES) {
            throw new BadResponse("trailers of more than " + Limits.TRAILER_BYTES + " bytes");
        }
        switch (at) {
            case LINE -> {
                if (octet == '\r') {
                    return At.LAST_LF;
                }
                if (Octets.isToken(octet)) {
                    return At.NAME;
                }
            }
            case NAME -> {
                if (octet == ':') {
                    return At.VALUE;
                }
                if (Octets.isToken(octet)) {
                    return At.NAME;
                }
            }
            case VALUE -> {
                if (octet == '\r') {
                    return At.LINE_LF;
                }
                if (Octets.isText(octet)) {
                    return At.VALUE;
                }
            }
            default -> {
                if (octet == '\n') {
                    return At.LINE;
                }
            }
        }
        throw new BadResponse("bad trailer");
    }

    private static void expect(byte octet, char wanted) throws BadResponse {
        if (octet != wanted) {
            throw new BadResponse("a chunk that does not end where its size says");
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import java.io.IOException;

/**
 * Answers that break RFC 9112, or bend it, given after the whole request was read. Immutable.
 *
 * @since 0.1.0
 */
public enum Malformed implements Behaviour {
    BAD_STATUS_LINE("HTTP/1.1 banana\r\nContent-Length: 2\r\n\r\nok", false),
    BAD_VERSION("HTTQ/9.9 200 OK\r\nContent-Length: 2\r\n\r\nok", false),
    STATUS_999("HTTP/1.1 999 Beyond\r\nContent-Length: 2\r\n\r\nok", false),
    NO_REASON_PHRASE("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", false),
    UNEXPECTED_101("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", false),
    BARE_LINE_FEEDS("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", false),
    SPACE_IN_HEADER_NAME("HTTP/1.1 200 OK\r\nX Bad: 1\r\nContent-Length: 2\r\n\r\nok", false),
    SPACE_BEFORE_COLON("HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok", false),
    EMPTY_HEADER_NAME("HTTP/1.1 200 OK\r\n: 1\r\nContent-Length: 2\r\n\r\nok", false),
    NO_COLON("HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 2\r\n\r\nok", false),
    NUL_IN_HEADER("HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\nContent-Length: 2\r\n\r\nok", false),
    FOLDED_HEADER("HTTP/1.1 200 OK\r\nX-Folded: one\r\n two\r\nContent-Length: 2\r\n\r\nok", false),
    NEGATIVE_LENGTH("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nok", false),
    LENGTH_NOT_A_NUMBER("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nok", false),
    LENGTH_TOO_LARGE("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok", false),
    DIFFERENT_LENGTHS("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok", false),
    LENGTH_AND_CHUNKED(
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", false),
    SHORT_BODY("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok", true),
    BODY_ON_204("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok", false),
    BAD_CHUNK_SIZE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n", false),
    CHUNK_SIZE_TOO_LARGE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nok\r\n", false),
    NO_LINE_END_AFTER_CHUNK("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokok\r\n0\r\n\r\n", false),
    TRUNCATED_CHUNK("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nok", true),
    NO_LAST_CHUNK("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", true),
    UNKNOWN_TRANSFER_CODING("HTTP/1.1 200 OK\r\nTransfer-Encoding: banana\r\n\r\nok", true),
    /** A second response behind the first, on a connection that stays: who reuses it unread takes it for the next answer. */
    EXTRA_BYTES(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Smuggled\r\nContent-Length: 0\r\n\r\n", false),
    /** The first bytes of a TLS record and other things that are not HTTP. */
    GARBAGE("\u0016\u0003\u0001\u0000\u00fe\u00ff\u0000\u0000\u0001\u0007\u0080\u0081SSH-2.0-garbage\r\n\r\n", true),
    /** The preface of HTTP/2's server: an empty SETTINGS frame. */
    HTTP_2_FRAMES("\0\0\0\u0004\0\0\0\0\0", false);

    private final String answer;
    private final boolean closes;

    Malformed(String answer, boolean closes) {
        this.answer = answer;
        this.closes = closes;
    }

    @Override
    public void answer(ShadowExchange exchange) throws IOException {
        exchange.readBody();
        exchange.write(answer);
        if (closes) {
            exchange.close();
        }
    }
}

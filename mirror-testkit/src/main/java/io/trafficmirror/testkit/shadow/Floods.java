// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/**
 * Behaviours that send more than anybody can want. They hold nothing in memory, and go on until the client ends the connection.
 *
 * @since 0.1.0
 */
public final class Floods {
    private static final int BLOCK = 64 * 1024;

    private Floods() {}

    /** One header line that never ends. */
    public static Behaviour endlessHeader() {
        return exchange -> {
            exchange.readBody();
            exchange.write("HTTP/1.1 200 OK\r\nX-Endless: ");
            endless(exchange, "x".repeat(BLOCK));
        };
    }

    /** Header lines without end. */
    public static Behaviour endlessHeaders() {
        return exchange -> {
            exchange.readBody();
            exchange.write("HTTP/1.1 200 OK\r\n");
            endless(exchange, "X-Endless: again\r\n".repeat(BLOCK / 18));
        };
    }

    /** A chunked body that never ends. */
    public static Behaviour endlessBody() {
        return exchange -> {
            exchange.readBody();
            exchange.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            endless(exchange, Integer.toHexString(BLOCK) + "\r\n" + "x".repeat(BLOCK) + "\r\n");
        };
    }

    /** A sound answer with a body of this many bytes, announced by its length; every byte is {@code x}. */
    public static Behaviour body(long bytes) {
        byte[] block = "x".repeat(BLOCK).getBytes(ISO_8859_1);
        return exchange -> {
            exchange.readBody();
            exchange.write("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n");
            for (long left = bytes; left > 0; left -= block.length) {
                exchange.write(block, 0, (int) Math.min(left, block.length));
            }
        };
    }

    static void endless(ShadowExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        while (true) {
            exchange.write(bytes);
        }
    }
}

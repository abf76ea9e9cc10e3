// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The request that a benchmark sends over and over. Immutable.
 *
 * @param method GET or POST
 * @param target its path and query
 * @param bodyBytes of content; 0: none
 */
public record Request(String method, String target, int bodyBytes) {
    /** A GET. */
    public static final Request GET = new Request("GET", "/orders/17?expand=items", 0);

    /** The path below which responses are large. */
    public static final String EXPORTS = "/exports/";

    /** A GET with a response of 64 KiB. */
    public static final Request EXPORT = new Request("GET", EXPORTS + "17?expand=items", 0);

    /** A POST of so many bytes. */
    public static Request post(int bodyBytes) {
        return new Request("POST", GET.target, bodyBytes);
    }

    /** Its bytes, in a buffer of the caller's own. */
    ByteBuffer buffer() {
        byte[] head = head(bodyBytes).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocateDirect(head.length + bodyBytes).put(head);
        while (buffer.hasRemaining()) {
            buffer.put((byte) 'x');
        }
        return buffer.flip();
    }

    /** The head of a request with so many bytes of content. */
    public String head(long length) {
        return method + " " + target + " HTTP/1.1\r\nHost: shop.example\r\n"
                + "User-Agent: side-by-side\r\nAccept: application/json\r\nAccept-Language: en\r\n"
                + "Accept-Encoding: gzip, deflate, br\r\nX-Forwarded-For: 192.0.2.17\r\n"
                + "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"
                + "Cookie: session=0123456789abcdef0123456789abcdef\r\nX-Request-Id: 3f1c9a64-8d2b-4f7e-9a3c-2b7d\r\n"
                + "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo\r\n"
                + (length > 0 ? "Content-Type: application/json\r\nContent-Length: " + length + "\r\n" : "") + "\r\n";
    }
}

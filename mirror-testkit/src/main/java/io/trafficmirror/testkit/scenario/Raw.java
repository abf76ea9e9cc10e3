// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * The bytes of a request. Immutable.
 *
 * @since 0.1.0
 */
public final class Raw {
    private final String method;
    private final byte[] bytes;

    private Raw(String method, byte[] bytes) {
        this.method = method;
        this.bytes = bytes;
    }

    /** A request without a body; header lines as {@code "Name: value"}. */
    public static Raw get(String target, String... headers) {
        return request("GET", target, new byte[0], headers);
    }

    /** A text body in UTF-8, with its length and no type. */
    public static Raw post(String target, String body, String... headers) {
        return post(target, body.getBytes(UTF_8), headers);
    }

    /** A body with its length and no type. */
    public static Raw post(String target, byte[] body, String... headers) {
        return withLength("POST", target, body, headers);
    }

    /** A url-encoded form. */
    public static Raw form(String target, String body) {
        return post(target, body, "Content-Type: application/x-www-form-urlencoded");
    }

    /** Any method, with a body and its length. */
    public static Raw withLength(String method, String target, byte[] body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + body.length;
        return request(method, target, body, all);
    }

    /** A body in chunks. */
    public static Raw chunked(String target, String[] chunks, String... headers) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String chunk : chunks) {
            byte[] data = chunk.getBytes(UTF_8);
            body.writeBytes((Integer.toHexString(data.length) + "\r\n").getBytes(ISO_8859_1));
            body.writeBytes(data);
            body.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        body.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Transfer-Encoding: chunked";
        return request("POST", target, body.toByteArray(), all);
    }

    /** A request exactly so, apart from the Host field. */
    public static Raw request(String method, String target, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: shop.example\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        all.writeBytes(body);
        return new Raw(method, all.toByteArray());
    }

    /** Exactly these bytes, one char each. */
    public static Raw exactly(String text) {
        return new Raw(text.substring(0, text.indexOf(' ')), text.getBytes(ISO_8859_1));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }
}

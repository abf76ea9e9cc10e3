// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A request as bytes, ready to be sent again and again. Immutable. */
final class Message {
    private final byte[] bytes;

    private Message(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A request without content. */
    static Message get(String host, String target) {
        return new Message(head("GET", host, target).append("\r\n").toString().getBytes(ISO_8859_1));
    }

    /** A request with JSON. */
    static Message post(String host, String target, String json) {
        return new Message(head("POST", host, target)
                .append("Content-Type: application/json\r\nContent-Length: ")
                .append(json.length())
                .append("\r\n\r\n")
                .append(json)
                .toString()
                .getBytes(ISO_8859_1));
    }

    private static StringBuilder head(String method, String host, String target) {
        return new StringBuilder(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\nUser-Agent: mirror-demo\r\nAccept: */*\r\n");
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Responses to try a parser on: the kept corpus, sound and unsound, and random mutations of it. */
final class Responses {
    /** Each is one answer as it could stand on the wire; sound ones first. */
    static final List<String> CORPUS = List.of(
            "HTTP/1.1 204 No Content\r\nServer: nginx\r\nDate: Mon, 23 Nov 2026 06:08:42 GMT\r\nConnection: keep-alive\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA;x=\"y\"\r\n0123456789\r\n1\r\n!\r\n00\r\nX-Sum: 1\r\nY:\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.0 200 OK\r\n\r\nuntil the end",
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\nETag: \"a\"\r\n\r\n",
            "HTTP/1.1 503 Caf\u00e9 ferm\u00e9\r\nConnection: x, Close\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nno!",
            "HTTP/1.1 204 N\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 101 Switching\r\n\r\n",
            "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
            "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
            "HTTP/1.1 200 OK\r\n: a\r\n\r\n",
            "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\n0\n\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n X: folded\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: cut\r\n",
            "HTTP/1.1 100 Continue\r\nContent-Length: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 Switching\r\n\r\n",
            "HTTP/1.1 099 No\r\n\r\n",
            "HTTP/2 200\r\n\r\n",
            "SSH-2.0-OpenSSH\r\n",
            "\r\nHTTP/1.1 200 OK\r\n\r\n");

    private static final String[] WORDS = {
        "\r\n",
        "\r\n\r\n",
        "\n",
        "\r",
        "\0",
        " ",
        "\t",
        ":",
        "HTTP/1.1 ",
        "HTTP/1.1 100 C\r\n\r\n",
        "Content-Length: ",
        "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Connection: close\r\n",
        "0\r\n\r\n",
        "fffffffff",
        "\u00ff",
        ";",
        "200",
        "204"
    };

    private final Random random;

    Responses(Random random) {
        this.random = random;
    }

    /** One of the corpus, mutated a few times, or not at all. */
    byte[] next() {
        byte[] answer = pick();
        for (int i = random.nextInt(4); i > 0; i--) {
            answer = mutate(answer);
        }
        return answer;
    }

    private byte[] pick() {
        return CORPUS.get(random.nextInt(CORPUS.size())).getBytes(ISO_8859_1);
    }

    private byte[] mutate(byte[] answer) {
        int at = random.nextInt(answer.length + 1);
        int to = Math.min(answer.length, at + random.nextInt(12));
        byte[] before = Arrays.copyOf(answer, at);
        byte[] between = Arrays.copyOfRange(answer, at, to);
        byte[] after = Arrays.copyOfRange(answer, to, answer.length);
        return switch (random.nextInt(7)) {
            case 0 -> join(before, after);
            case 1 -> join(before, between, between, after);
            case 2 -> join(before, WORDS[random.nextInt(WORDS.length)].getBytes(ISO_8859_1), after);
            case 3 -> join(before, new byte[] {(byte) random.nextInt(256)}, between, after);
            case 4 -> join(before, pick());
            case 5 -> before;
            default -> join(answer, pick());
        };
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.http.MessageHead;
import io.trafficmirror.testkit.http.ReasonPhrase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A well-formed answer, given when the whole request was read, unless it is {@link #early()}. To HEAD it sends the same head without a
 * body. Immutable.
 *
 * @since 0.1.0
 */
public final class Answer implements Behaviour {
    private enum Ending {
        KEEP_ALIVE,
        ANNOUNCED_CLOSE,
        UNANNOUNCED_CLOSE,
        HTTP_1_0
    }

    private final int status;
    private final List<HeaderLine> headers;
    private final byte[] body;
    private final int chunkSize;
    private final List<HeaderLine> trailers;
    private final Ending ending;
    private final boolean early;

    private Answer(
            int status,
            List<HeaderLine> headers,
            byte[] body,
            int chunkSize,
            List<HeaderLine> trailers,
            Ending ending,
            boolean early) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.chunkSize = chunkSize;
        this.trailers = List.copyOf(trailers);
        this.ending = ending;
        this.early = early;
    }

    /** An answer without body. */
    public static Answer status(int status) {
        return new Answer(status, List.of(), new byte[0], 0, List.of(), Ending.KEEP_ALIVE, false);
    }

    /** 200 with a short text. */
    public static Answer ok() {
        return status(200).header("Content-Type", "text/plain").body("shadow\n");
    }

    /** 302 to the very target that was asked for. */
    public static Behaviour redirectToItself() {
        return exchange -> status(302)
                .header("Location", exchange.head().requestLine().target())
                .answer(exchange);
    }

    /** Adds a header line after those there are. */
    public Answer header(String name, String value) {
        return new Answer(status, and(headers, name, value), body, chunkSize, trailers, ending, early);
    }

    public Answer body(byte[] bytes) {
        return new Answer(status, headers, bytes.clone(), chunkSize, trailers, ending, early);
    }

    /** The text as UTF-8. */
    public Answer body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /** Sends the body in chunks of this many bytes, the last one shorter, instead of with its length. */
    public Answer chunked(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("chunk size: must be at least 1, was " + size);
        }
        return new Answer(status, headers, body, size, trailers, ending, early);
    }

    /** Adds a trailer line; needs {@link #chunked}. */
    public Answer trailer(String name, String value) {
        return new Answer(status, headers, body, chunkSize, and(trailers, name, value), ending, early);
    }

    /** Says {@code Connection: close}, and closes. */
    public Answer closing() {
        return new Answer(status, headers, body, chunkSize, trailers, Ending.ANNOUNCED_CLOSE, early);
    }

    /** Closes after the answer without having said so. */
    public Answer closingUnannounced() {
        return new Answer(status, headers, body, chunkSize, trailers, Ending.UNANNOUNCED_CLOSE, early);
    }

    /** Answers as HTTP/1.0, without length: the end of the connection ends the body. */
    public Answer http10() {
        return new Answer(status, headers, body, 0, List.of(), Ending.HTTP_1_0, early);
    }

    /** Answers before the request's body was read, says {@code Connection: close}, and closes: what servers do with a 413. */
    public Answer early() {
        return new Answer(status, headers, body, chunkSize, trailers, Ending.ANNOUNCED_CLOSE, true);
    }

    @Override
    public void answer(ShadowExchange exchange) throws IOException {
        MessageHead request = exchange.head();
        if (!early) {
            exchange.readBody();
        }
        exchange.write(request.requestLine().method().equals("HEAD") ? headBytes() : bytes());
        if (ending != Ending.KEEP_ALIVE) {
            exchange.close();
        }
    }

    /** The whole answer as it goes over the wire. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(headBytes());
        out.writeBytes(bodyBytes());
        return out.toByteArray();
    }

    /** The head of the answer as it goes over the wire, the empty line included. */
    public byte[] headBytes() {
        StringBuilder head = new StringBuilder(ending == Ending.HTTP_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ");
        head.append(status).append(' ').append(ReasonPhrase.of(status)).append("\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (ending == Ending.ANNOUNCED_CLOSE) {
            head.append("Connection: close\r\n");
        }
        if (chunkSize > 0) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (ending != Ending.HTTP_1_0 && status / 100 != 1 && status != 204 && status != 304) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** The body of the answer as it goes over the wire, with its chunks. */
    public byte[] bodyBytes() {
        if (chunkSize == 0) {
            return body.clone();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += chunkSize) {
            int size = Math.min(chunkSize, body.length - from);
            out.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(ISO_8859_1));
            out.write(body, from, size);
            out.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        StringBuilder end = new StringBuilder("0\r\n");
        trailers.forEach(line -> end.append(line).append("\r\n"));
        out.writeBytes(end.append("\r\n").toString().getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    private static List<HeaderLine> and(List<HeaderLine> lines, String name, String value) {
        List<HeaderLine> all = new ArrayList<>(lines);
        all.add(new HeaderLine(name, value));
        return all;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The application of the contract, which knows no server. Stateless.
 *
 * @since 0.1.0
 */
public final class AdaptedApplication {
    /** Of what is served, all below this path is mirrored. */
    public static final String BASE = "/s";

    /** Is served, and not mirrored. */
    public static final String PING = "/ping";

    /** For whoever runs the contract. */
    public AdaptedApplication() {}

    /**
     * Serves a request.
     *
     * @param path decoded, {@link #PING} or below {@link #BASE}, without path parameters
     * @param body of the request, as the server gives it
     * @throws IOException that of the body
     * @throws IllegalStateException on purpose, for the server to deal with
     */
    public Reply serve(String path, InputStream body) throws IOException {
        return switch (path) {
            case PING -> new Reply(200, "pong");
            case "/s/echo" -> new Reply(200, new String(body.readAllBytes(), UTF_8));
            case "/s/single" -> new Reply(200, single(body));
            case "/s/ways" -> new Reply(200, ways(body));
            case "/s/again" -> new Reply(200, again(body));
            case "/s/transfer", "/s/stream/transfer" -> new Reply(200, String.valueOf(transferred(body)));
            case "/s/prefix" -> new Reply(400, "no, for " + new String(body.readNBytes(3), UTF_8));
            case "/s/close" -> new Reply(200, closed(body));
            case "/s/unread" -> new Reply(401, "who?");
            case "/s/empty" -> new Reply(204, "");
            case "/s/fail" -> throw new IllegalStateException("on purpose, after " + body.readAllBytes().length);
            case "/s/text", "/s/sampled/text" -> new Reply(200, "some text");
            default -> new Reply(404, "no such thing");
        };
    }

    private static String single(InputStream body) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = body.read(); b >= 0; b = body.read()) {
            text.append((char) b);
        }
        return text.toString();
    }

    private static String ways(InputStream body) throws IOException {
        byte[] two = new byte[2];
        int first = body.read();
        int n = body.readNBytes(two, 0, 2);
        return first + " " + n + " " + new String(body.readNBytes(3), UTF_8) + " "
                + new String(body.readAllBytes(), UTF_8) + " " + body.read();
    }

    private static String again(InputStream body) throws IOException {
        if (!body.markSupported()) {
            return "no mark, " + new String(body.readAllBytes(), UTF_8);
        }
        body.mark(64);
        String first = new String(body.readNBytes(3), UTF_8);
        body.reset();
        return first + " " + new String(body.readAllBytes(), UTF_8);
    }

    private static long transferred(InputStream body) throws IOException {
        return body.transferTo(new ByteArrayOutputStream());
    }

    private static String closed(InputStream body) throws IOException {
        String first = new String(body.readNBytes(3), UTF_8);
        body.close();
        return first;
    }
}

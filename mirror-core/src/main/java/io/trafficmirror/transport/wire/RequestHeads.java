// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes request heads (RFC 9112 section 3 and 5): every char as its octet, fields in order, framing from the body alone.
 * Nothing that {@link #whyNot} refuses may be written. Confined to the loop.
 */
final class RequestHeads {
    private static final byte[] VERSION_AND_HOST = ascii(" HTTP/1.1\r\nHost: ");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");

    private byte[] octets = new byte[4096];
    private int length;

    /** Why this request can't be sent to the target as it is; null if it can. */
    static @Nullable String whyNot(ShadowRequest request, Target target) {
        if (!request.target().equals(target)) {
            return "it is for another target than this transport";
        }
        if (!Octets.isToken(request.method())) {
            return "the method is not a token";
        }
        if (request.method().equals("CONNECT")) {
            return "CONNECT would open a tunnel";
        }
        if (request.rawTarget().isEmpty() || !Octets.isVisible(request.rawTarget())) {
            return "the target is empty or has blanks, controls or chars beyond 0xFF";
        }
        if (!Octets.isVisible(request.authority())) {
            return "the authority has blanks, controls or chars beyond 0xFF";
        }
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            if (!Octets.isToken(headers.name(i))) {
                return "a field name is not a token";
            }
            if (!Octets.isText(headers.value(i))) {
                return "the value of a field has controls or chars beyond 0xFF";
            }
        }
        return null;
    }

    /** Writes the head; it is then in {@link #octets()} up to {@link #length()}. */
    void write(ShadowRequest request) {
        length = 0;
        append(request.method());
        append(' ');
        append(request.rawTarget());
        append(VERSION_AND_HOST);
        append(request.authority());
        endLine();
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            if (!isFraming(headers.name(i))) {
                append(headers.name(i));
                append(':');
                append(' ');
                append(headers.value(i));
                endLine();
            }
        }
        framing(request.body());
        endLine();
    }

    /** The octets written last. Valid until the next {@link #write}. */
    byte[] octets() {
        return octets;
    }

    /** How many octets were written last. */
    int length() {
        return length;
    }

    private void framing(Body body) {
        if (body.isNone()) {
            return;
        }
        long announced = body.announced();
        if (announced < 0) {
            append(CHUNKED);
        } else {
            contentLength(announced);
        }
    }

    private void contentLength(long bytes) {
        append(CONTENT_LENGTH);
        append(Long.toString(bytes));
        endLine();
    }

    /** Fields about the connection and the length of the message: this transport alone says these. */
    private static boolean isFraming(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("TE");
            case 4 -> name.equalsIgnoreCase("Host");
            case 6 -> name.equalsIgnoreCase("Expect");
            case 7 -> name.equalsIgnoreCase("Trailer") || name.equalsIgnoreCase("Upgrade");
            case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
            case 14 -> name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("HTTP2-Settings");
            case 16 -> name.equalsIgnoreCase("Proxy-Connection");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            default -> false;
        };
    }

    private void endLine() {
        append('\r');
        append('\n');
    }

    private void append(char octet) {
        room(1);
        octets[length++] = (byte) octet;
    }

    private void append(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, octets, length, more.length);
        length += more.length;
    }

    /** One bulk copy of the low bytes: no char above 0xFF has passed {@link #whyNot}. */
    @SuppressWarnings("deprecation")
    private void append(String s) {
        room(s.length());
        s.getBytes(0, s.length(), octets, length);
        length += s.length();
    }

    private void room(int more) {
        if (length + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
        }
    }

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }
}

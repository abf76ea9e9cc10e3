// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.CharBuffer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the first part of a body is read, and all that was seen of it. */
@SuppressWarnings("ImmutableEnumChecker") // the ways keep nothing
enum FirstRead {
    STREAM_NOTHING(in -> in.available() >= 0),
    STREAM_READ(ServletInputStream::read),
    STREAM_ARRAY(in -> text(in, bytes -> in.read(bytes))),
    STREAM_PART(in -> text(in, bytes -> in.read(bytes, 2, 5))),
    STREAM_LINE(in -> text(in, bytes -> in.readLine(bytes, 0, bytes.length))),
    STREAM_LINES(in -> text(in, bytes -> in.readLine(bytes, 0, 20) * 100 + in.readLine(bytes, 20, 20))),
    STREAM_NEW_BYTES(in -> new String(in.readNBytes(7), UTF_8)),
    STREAM_BYTES(in -> text(in, bytes -> in.readNBytes(bytes, 3, 9))),
    STREAM_SKIP(in -> in.skip(6)),
    STREAM_SKIP_BYTES(in -> {
        in.skipNBytes(6);
        return in.read();
    }),
    STREAM_TRANSFER(in -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return in.transferTo(out) + out.toString(UTF_8);
    }),
    STREAM_ALL(in -> new String(in.readAllBytes(), UTF_8)),

    READER_NOTHING((Way<BufferedReader>) in -> in.markSupported(), true),
    READER_READY(BufferedReader::ready, true),
    READER_READ(BufferedReader::read, true),
    READER_ARRAY(in -> chars(chars -> in.read(chars)), true),
    READER_PART(in -> chars(chars -> in.read(chars, 2, 5)), true),
    READER_BUFFER(
            in -> {
                CharBuffer chars = CharBuffer.allocate(9);
                return in.read(chars) + chars.flip().toString();
            },
            true),
    READER_LINE(BufferedReader::readLine, true),
    READER_TWO_LINES(in -> in.readLine() + '|' + in.readLine(), true),
    READER_FOUR_LINES(
            in -> in.readLine() + '|' + in.readLine() + '|' + in.readLine() + '|' + in.readLine() + in.ready(), true),
    READER_LINE_AND_MORE(in -> in.readLine() + in.read() + chars(chars -> in.read(chars)), true),
    READER_FIRST_OF_LINES(in -> in.lines().findFirst().orElse("none"), true),
    READER_LINES(in -> in.lines().collect(Collectors.joining("|")), true),
    READER_SKIP_ONE(in -> in.skip(1), true),
    READER_SKIP(in -> in.skip(9), true),
    READER_LINE_AND_SKIP(in -> in.readLine() + in.skip(3), true),
    READER_MARK(
            in -> {
                in.mark(20);
                String first = chars(chars -> in.read(chars));
                in.reset();
                return first + in.read();
            },
            true),
    READER_MARK_AND_LINE(
            in -> {
                in.mark(100);
                String first = in.readLine();
                in.reset();
                return first + '|' + in.readLine();
            },
            true),
    READER_TRANSFER(
            in -> {
                StringWriter out = new StringWriter();
                return in.transferTo(out) + out.toString();
            },
            true);

    /** One way to read from a stream or a reader. */
    @FunctionalInterface
    interface Way<T> {
        @Nullable
        Object read(T in) throws IOException;
    }

    private final @Nullable Way<ServletInputStream> ofStream;
    private final @Nullable Way<BufferedReader> ofReader;

    FirstRead(Way<ServletInputStream> way) {
        ofStream = way;
        ofReader = null;
    }

    @SuppressWarnings("unused") // tells the two kinds of lambda apart
    FirstRead(Way<BufferedReader> way, boolean reader) {
        ofStream = null;
        ofReader = way;
    }

    /** Whether it reads bytes. */
    boolean isOfStream() {
        return ofStream != null;
    }

    /** Reads the first part of the request's body; what was thrown is what was seen, too. */
    String of(HttpServletRequest request) {
        return Scenarios.tried(() -> {
            if (ofStream != null) {
                return ofStream.read(request.getInputStream());
            }
            return ofReader == null ? null : ofReader.read(request.getReader());
        });
    }

    /** Reads the rest by the same door, and by a method that keeps nothing back. */
    String rest(HttpServletRequest request) {
        return Scenarios.tried(() -> {
            if (ofStream != null) {
                return rest(request.getInputStream());
            }
            return rest(request.getReader());
        });
    }

    private static String rest(ServletInputStream in) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        byte[] some = new byte[100];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            rest.write(some, 0, n);
        }
        return rest.size() + ":" + rest.toString(UTF_8);
    }

    private static String rest(BufferedReader in) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            rest.append((char) c);
        }
        return rest.length() + ":" + rest;
    }

    private static String text(ServletInputStream in, Way<byte[]> way) throws IOException {
        byte[] bytes = new byte[40];
        return way.read(bytes) + new String(bytes, UTF_8) + in.isFinished();
    }

    private static String chars(Way<char[]> way) throws IOException {
        char[] chars = new char[10];
        return way.read(chars) + new String(chars);
    }
}

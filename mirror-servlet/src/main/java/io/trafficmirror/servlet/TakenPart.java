// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.BodySink;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharsetEncoder;

/**
 * A part that stays readable when the container has its request back: its fields, and its content as an open stream where that does
 * not depend on the request, as a copy where it may. Handed from one thread to the other.
 */
final class TakenPart {
    /** Files that one body may hold open; the content of further parts is copied. */
    private static final int MOST_OPEN = 8;

    private static final int PIECE = 8192;

    /** What stands in the place of bytes that could not be decoded. */
    private static final char REPLACED = '\uFFFD';

    private final String head;
    private final InputStream content;
    private final long size;
    private final boolean open;

    private TakenPart(String head, InputStream content, long size, boolean open) {
        this.head = head;
        this.content = content;
        this.size = size;
        this.open = open;
    }

    /**
     * Takes a part.
     *
     * @param open streams that are open already
     * @throws IOException if the application has moved or deleted it, or it is not of the size that it told
     */
    static TakenPart of(Part part, int open) throws IOException {
        try {
            InputStream stream = part.getInputStream();
            if (stream instanceof ByteArrayInputStream || (open < MOST_OPEN && outlivesRequest(part))) {
                return new TakenPart(fields(part), stream, part.getSize(), !(stream instanceof ByteArrayInputStream));
            }
            try (stream) {
                byte[] copy = new byte[Math.toIntExact(part.getSize())];
                stream.readNBytes(copy, 0, copy.length);
                return new TakenPart(fields(part), new ByteArrayInputStream(copy), part.getSize(), false);
            }
        } catch (RuntimeException e) {
            throw new IOException("the part can't be read", e); // what a container says of one that is gone
        }
    }

    /** Whether the stream reads on after the request's end and after the part is deleted: all but Windows keep a file that is open. */
    private static boolean outlivesRequest(Part part) {
        return File.separatorChar == '/' && Container.of(part).givesPlainFiles();
    }

    /** Bytes that the fields of a part take, each with its line end. */
    static long fieldBytes(Part part) {
        long bytes = 0;
        for (String name : part.getHeaderNames()) {
            for (String value : part.getHeaders(name)) {
                bytes += name.length() + value.length() + 4L;
            }
        }
        return bytes;
    }

    /** Whether the values of its fields are known, and this encodes them. */
    static boolean areFieldsOf(Part part, CharsetEncoder encoder) {
        for (String name : part.getHeaderNames()) {
            for (String value : part.getHeaders(name)) {
                if (value.indexOf(REPLACED) >= 0 || !encoder.canEncode(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String fields(Part part) {
        StringBuilder fields = new StringBuilder();
        for (String name : part.getHeaderNames()) {
            for (String value : part.getHeaders(name)) {
                fields.append(name).append(": ").append(value).append("\r\n");
            }
        }
        return fields.toString();
    }

    /** Whether a file is held open. */
    boolean isOpen() {
        return open;
    }

    /** Its fields, each with its line end. */
    String head() {
        return head;
    }

    /**
     * Writes the content, while it is wanted.
     *
     * @throws IOException if it is not of the size that was told
     */
    void content(BodySink sink) throws IOException {
        byte[] piece = new byte[PIECE];
        long passed = 0;
        for (int n = content.read(piece); n >= 0 && sink.isOpen(); n = content.read(piece)) {
            sink.write(piece, 0, n);
            passed += n;
        }
        if (sink.isOpen() && passed != size) {
            throw new IOException("a part of " + size + " bytes gave " + passed);
        }
    }

    void close() {
        try {
            content.close();
        } catch (IOException e) {
            // It was only read: there is nothing that this could lose.
        }
    }
}

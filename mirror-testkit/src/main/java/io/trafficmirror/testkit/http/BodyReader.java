// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one body off the wire, in parts if wanted, into a {@link BodyCollector}. Confined to one connection.
 *
 * @since 0.1.0
 */
public final class BodyReader {
    private final WireInput in;
    private final BodyFraming framing;
    private final BodyCollector collector;
    private final byte[] buffer = new byte[16 * 1024];
    private final List<String> violations = new ArrayList<>();
    private final List<Long> chunkSizes = new ArrayList<>();
    private List<HeaderLine> trailers = List.of();
    private long chunks;
    /** Bytes until the end of the body or chunk. */
    private long remaining;

    private boolean ended;
    private boolean complete;

    public BodyReader(WireInput in, BodyFraming framing, long cap) {
        this.in = in;
        this.framing = framing;
        this.collector = new BodyCollector(cap);
        violations.addAll(framing.violations());
        remaining = framing.length();
        if (framing.kind() == Framing.NONE || (framing.kind() == Framing.LENGTH && remaining == 0)) {
            end(true);
        }
    }

    /** Reads to the end of the body; false when it was cut or malformed. */
    boolean readAll() throws IOException {
        return read(Long.MAX_VALUE);
    }

    /**
     * Reads until the body has ended or {@code count} more of its bytes were read.
     *
     * @return whether the body is complete
     */
    public boolean read(long count) throws IOException {
        long target = collector.length() > Long.MAX_VALUE - count ? Long.MAX_VALUE : collector.length() + count;
        while (!ended && collector.length() < target) {
            switch (framing.kind()) {
                case CHUNKED -> readChunked(target - collector.length());
                case UNTIL_CLOSE -> readSome(target - collector.length(), true);
                case LENGTH, NONE -> readSome(Math.min(remaining, target - collector.length()), false);
            }
            if (framing.kind() == Framing.LENGTH && remaining == 0) {
                end(true);
            }
        }
        return complete;
    }

    boolean complete() {
        return complete;
    }

    public boolean ended() {
        return ended;
    }

    public RecordedBody body() {
        return new RecordedBody(
                framing.kind(),
                collector.bytes(),
                collector.length(),
                collector.digest(),
                complete,
                new Chunks(chunks, chunkSizes, trailers),
                violations);
    }

    private void readChunked(long atMost) throws IOException {
        if (remaining == 0 && !readChunkSize()) {
            return;
        }
        readSome(Math.min(remaining, atMost), false);
        if (!ended && remaining == 0 && !(in.read() == '\r' && in.read() == '\n')) {
            fail("no line end after chunk " + chunks);
        }
    }

    /** False when the body ended here. */
    private boolean readChunkSize() throws IOException {
        StringBuilder line = new StringBuilder();
        int b = in.read();
        while (b >= 0 && b != '\n' && line.length() < 1024) {
            line.append((char) b);
            b = in.read();
        }
        String text = line.toString();
        if (b < 0) {
            fail("cut before a chunk size");
            return false;
        }
        String size = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        int extension = size.indexOf(';');
        size = extension < 0 ? size : size.substring(0, extension);
        if (!size.matches("[0-9a-fA-F]{1,15}") || !text.endsWith("\r")) {
            fail("not a chunk size: " + text.trim());
            return false;
        }
        remaining = Long.parseLong(size, 16);
        if (remaining == 0) {
            readTrailers();
            return false;
        }
        chunks++;
        if (chunkSizes.size() < Chunks.KEPT) {
            chunkSizes.add(remaining);
        }
        return true;
    }

    private void readTrailers() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        boolean whole = in.readHead(raw, false);
        if (!whole) {
            fail("cut inside the trailers");
            return;
        }
        String text = raw.toString(ISO_8859_1);
        if (!text.equals("\r\n")) {
            trailers = HeadLines.headers(HeadLines.split(raw.toByteArray(), violations), violations);
        }
        end(true);
    }

    private void readSome(long atMost, boolean endIsFine) throws IOException {
        int count = in.read(buffer, atMost);
        if (count < 0) {
            end(endIsFine);
            return;
        }
        collector.add(buffer, 0, count);
        remaining -= count;
    }

    private void fail(String violation) {
        violations.add(violation);
        end(false);
    }

    private void end(boolean whole) {
        ended = true;
        complete = whole;
    }
}

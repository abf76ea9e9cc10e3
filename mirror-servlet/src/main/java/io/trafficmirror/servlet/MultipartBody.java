// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.ParsedBody;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A multipart body, to be built again from the parts that the container has parsed (RFC 7578). Handed from one thread to the other.
 *
 * <p>The parts are taken as soon as the application has them, for it may delete or move them, and the container deletes what is left.
 */
final class MultipartBody implements ParsedBody {
    /** What is held of a part besides its content and its fields, a stream and its file included. */
    private static final long OVERHEAD_BYTES = 512;

    private static final String CRLF = "\r\n";

    private final String boundary;
    private final Charset charset;
    private final boolean known;
    private final long size;
    private final long heldBytes;
    private final List<TakenPart> taken = new ArrayList<>();
    private Collection<Part> parsed;

    /**
     * A body.
     *
     * @param parsed as the container has them
     * @param boundary from the Content-Type
     * @param charset in which the fields of the parts were read; null where nobody knows
     */
    MultipartBody(Collection<Part> parsed, String boundary, @Nullable Charset charset) {
        this.parsed = parsed;
        this.boundary = boundary;
        this.charset = charset == null ? StandardCharsets.US_ASCII : charset;
        CharsetEncoder encoder = this.charset.newEncoder();
        this.known = !parsed.isEmpty() && parsed.stream().allMatch(part -> TakenPart.areFieldsOf(part, encoder));
        long content = 0;
        long fields = 0;
        for (Part part : parsed) {
            content += Math.max(0, part.getSize());
            fields += TakenPart.fieldBytes(part);
        }
        long lines = parsed.size() * (boundary.length() + 8L) + boundary.length() + 6L;
        this.size = content + fields + lines;
        this.heldBytes = content + 2 * fields + parsed.size() * OVERHEAD_BYTES;
    }

    /** Whether the fields of the parts can be written as they came; where there are no parts, somebody has read of them before. */
    boolean isKnown() {
        return known;
    }

    @Override
    public long minBytes() {
        return size;
    }

    @Override
    public long heldBytes() {
        return heldBytes;
    }

    @Override
    public void take() throws IOException {
        Collection<Part> parts = parsed;
        parsed = List.of();
        int open = 0;
        for (Part part : parts) {
            TakenPart one = TakenPart.of(part, open);
            open += one.isOpen() ? 1 : 0;
            taken.add(one);
        }
    }

    @Override
    public boolean writeTo(BodySink sink) throws IOException {
        for (TakenPart part : taken) {
            text(sink, "--" + boundary + CRLF + part.head() + CRLF);
            part.content(sink);
            text(sink, CRLF);
        }
        text(sink, "--" + boundary + "--" + CRLF);
        return true;
    }

    private void text(BodySink sink, String text) {
        byte[] bytes = text.getBytes(charset);
        sink.write(bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        taken.forEach(TakenPart::close);
        taken.clear();
    }

    /** The boundary parameter of a media type, unquoted; null if there is none. */
    static @Nullable String boundary(@Nullable String contentType) {
        return MediaParameter.of(contentType, "boundary");
    }
}

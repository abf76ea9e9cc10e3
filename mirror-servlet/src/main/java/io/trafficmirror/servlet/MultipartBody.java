// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a multipart body again from the parts that the container has parsed (RFC 7578). Stateless. */
final class MultipartBody {
    /** No larger body is built, whatever a rule allows: the parts may lie on disk. */
    private static final long MAX_BYTES = 16 << 20;

    private static final String CRLF = "\r\n";

    private MultipartBody() {}

    /** The body; absent if the application has moved or deleted a part, or the boundary is not to be had. */
    static Optional<ByteBuffer> rebuild(HttpServletRequest request) {
        String boundary = boundary(request.getHeader("Content-Type"));
        if (boundary == null) {
            return Optional.empty();
        }
        try {
            Collection<Part> parts = request.getParts();
            long size = 0;
            for (Part part : parts) {
                size += part.getSize();
            }
            return size > MAX_BYTES ? Optional.empty() : Optional.of(rebuild(parts, boundary));
        } catch (IOException | ServletException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer rebuild(Collection<Part> parts, String boundary) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Part part : parts) {
            ascii(body, "--" + boundary + CRLF);
            for (String name : part.getHeaderNames()) {
                for (String value : part.getHeaders(name)) {
                    latin1(body, name + ": " + value + CRLF);
                }
            }
            ascii(body, CRLF);
            try (InputStream content = part.getInputStream()) {
                content.transferTo(body);
            }
            ascii(body, CRLF);
        }
        ascii(body, "--" + boundary + "--" + CRLF);
        return ByteBuffer.wrap(body.toByteArray());
    }

    private static void ascii(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void latin1(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The boundary parameter of a media type, unquoted; null if there is none. */
    private static @Nullable String boundary(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        for (String parameter : contentType.split(";", -1)) {
            String trimmed = parameter.strip();
            if (trimmed.regionMatches(true, 0, "boundary=", 0, "boundary=".length())) {
                String value = trimmed.substring("boundary=".length()).strip();
                return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                        ? value.substring(1, value.length() - 1)
                        : value;
            }
        }
        return null;
    }
}

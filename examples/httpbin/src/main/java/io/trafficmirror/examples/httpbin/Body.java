// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request body, read to its end and understood by its media type. Immutable.
 *
 * @param data the body as text, or as a {@code data:} URL if it is of no known type; empty for multipart, which the
 *     container parses
 * @param files contents of uploaded files by part name
 * @param form values of form fields by name
 * @param json the body itself if it is JSON, null otherwise
 */
record Body(String data, Map<String, List<String>> files, Map<String, List<String>> form, Json.@Nullable Raw json) {
    /** Above this the answer is 413. */
    static final int MAX_BYTES = 16 << 20;

    /** Parts stay in memory: no file is ever written. */
    static final MultipartConfigElement MULTIPART = new MultipartConfigElement("", MAX_BYTES, MAX_BYTES, MAX_BYTES);

    private static final Body EMPTY = text("");

    static Body read(HttpServletRequest request) throws IOException {
        String mediaType = mediaType(request);
        if (mediaType.equals("multipart/form-data")) {
            return Multipart.read(request);
        }
        byte[] bytes = bytes(request.getInputStream());
        if (bytes.length == 0) {
            return EMPTY;
        }
        return switch (mediaType) {
            case "text/plain", "text/html" -> text(utf8(bytes));
            case "application/x-www-form-urlencoded" -> form(utf8(bytes));
            case "application/json" -> json(utf8(bytes));
            default -> binary(mediaType, bytes);
        };
    }

    private static Body text(String text) {
        return new Body(text, Map.of(), Map.of(), null);
    }

    private static Body form(String text) {
        return new Body(text, Map.of(), UrlEncoded.parse(text), null);
    }

    private static Body json(String text) {
        if (!JsonSyntax.isValid(text)) {
            throw Refusal.badRequest("body is not valid JSON");
        }
        return new Body(text, Map.of(), Map.of(), new Json.Raw(text.strip()));
    }

    private static Body binary(String mediaType, byte[] bytes) {
        String type = mediaType.isEmpty() ? Replies.BINARY : mediaType;
        return text("data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw Refusal.tooLarge("body must be at most " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    private static String mediaType(HttpServletRequest request) {
        String contentType = Optional.ofNullable(request.getContentType()).orElse("");
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

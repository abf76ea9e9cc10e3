// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A media type (RFC 9110, 8.3.1) as far as comparison needs it. Immutable.
 *
 * @param type type and subtype in lower case, such as {@code application/json}; empty if there was none
 * @param charset the charset parameter as written; empty if there was none
 * @since 0.1.0
 */
public record MediaType(String type, String charset) {
    /** No media type. */
    public static final MediaType NONE = new MediaType("", "");

    /** Names that programs give to a JSON value a line, of which none is registered. */
    private static final Set<String> LINES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/jsonlines",
            "application/x-jsonlines",
            "application/stream+json");

    /** Refuses nulls. */
    public MediaType {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(charset, "charset");
    }

    /** The media type that a Content-Type field holds. Never throws: what can't be read is empty. */
    public static MediaType parse(String field) {
        String[] parts = field.split(";", -1);
        String charset = "";
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.regionMatches(true, 0, "charset=", 0, 8)) {
                charset = parameter.substring(8).replace("\"", "").trim();
            }
        }
        return new MediaType(parts[0].trim().toLowerCase(Locale.ROOT), charset);
    }

    /** The charset of the text; {@code otherwise} without one; empty if it is unknown here. */
    Optional<Charset> charsetOr(Charset otherwise) {
        if (charset.isEmpty()) {
            return Optional.of(otherwise);
        }
        try {
            return Optional.of(Charset.forName(charset));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** How a body of this type is read. */
    BodyFormat format() {
        if (LINES.contains(type) || isSequence()) {
            return BodyFormat.JSON_LINES;
        }
        if (type.equals("application/json") || type.endsWith("+json") || type.equals("text/json")) {
            return BodyFormat.JSON;
        }
        if (type.equals("text/event-stream")) {
            return BodyFormat.EVENT_STREAM;
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return BodyFormat.FORM;
        }
        if (type.equals("application/xml") || type.equals("text/xml") || type.endsWith("+xml")) {
            return BodyFormat.XML;
        }
        return type.startsWith("text/") || type.equals("application/javascript") ? BodyFormat.TEXT : BodyFormat.OPAQUE;
    }

    /** Whether it is a sequence of JSON values, each behind a record separator. */
    boolean isSequence() {
        return type.equals("application/json-seq");
    }

    /** The charset that a text of this type has without a parameter. */
    Charset defaultCharset() {
        return StandardCharsets.UTF_8;
    }
}

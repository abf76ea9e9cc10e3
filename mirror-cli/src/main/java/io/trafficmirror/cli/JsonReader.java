// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text into maps, lists, texts, {@link Double}s, booleans and null. A name that comes twice is an error. Stateless. */
final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * The value that the whole text is.
     *
     * @throws IllegalArgumentException saying where it is not JSON
     */
    static @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw wrong(
                        "nothing after the value", parser.currentTokenLocation().getCharOffset());
            }
            return value;
        } catch (JsonEOFException e) {
            throw tooEarly(text.length(), e);
        } catch (JsonProcessingException e) {
            throw refused(text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "no value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw wrong("a value", parser.currentTokenLocation().getCharOffset());
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static IllegalArgumentException refused(String text, JsonProcessingException e) {
        String said = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        if (said.startsWith("Unrecognized token") || said.startsWith("Unexpected character")) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            return wrong("a value", start(text, (int) Math.min(at, text.length())));
        }
        return new IllegalArgumentException("JSON: " + said, e);
    }

    /** Where the word begins within which, or behind which, the parser gave up. */
    private static int start(String text, int end) {
        int at = end;
        while (at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static IllegalArgumentException tooEarly(int length, JsonEOFException e) {
        return new IllegalArgumentException("JSON: ends too early, at character " + (length + 1), e);
    }

    private static IllegalArgumentException wrong(String wanted, long at) {
        return new IllegalArgumentException("JSON: must have " + wanted + " at character " + (at + 1));
    }
}

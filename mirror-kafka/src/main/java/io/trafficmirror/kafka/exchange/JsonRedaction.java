// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.evidence.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes secrets out of a document: what is named or looks so, and the places of rules. Confined to one exchange. */
final class JsonRedaction {
    private static final int DEEPEST = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    private static final String ROOT = "$";
    private static final String ELEMENT = "[*]";

    private final List<PathPattern> paths;
    private final Pseudonyms pseudonyms;

    /** The place of what is read, from the root. */
    private final List<String> place = new ArrayList<>();

    /** Members have few names, and those again and again. */
    private final Map<String, Boolean> secretNames = new HashMap<>();

    private boolean changed;

    JsonRedaction(List<PathPattern> paths, Pseudonyms pseudonyms) {
        this.paths = paths;
        this.pseudonyms = pseudonyms;
    }

    /**
     * The same bytes where nothing is to be taken out, else the document anew, with numbers as they were written.
     *
     * @throws IOException if it can't be read, and so nothing is known of what it holds
     */
    byte[] of(byte[] document) throws IOException {
        changed = false;
        place.clear();
        place.add(ROOT);
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length + 64);
        try (JsonParser parser = FACTORY.createParser(document);
                JsonGenerator json = FACTORY.createGenerator(out)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "no document");
            }
            value(parser, json, false);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one document");
            }
        }
        return changed ? out.toByteArray() : document;
    }

    /** Copies the value at which the parser stands. */
    private void value(JsonParser parser, JsonGenerator json, boolean secret) throws IOException {
        if (secret || paths.stream().anyMatch(path -> path.matches(place))) {
            changed = true;
            json.writeString(pseudonyms.of(canonical(parser)));
            return;
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            json.writeStartObject();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                json.writeFieldName(plain(name));
                place.add(PathPattern.literal(name));
                value(parser, json, secretNames.computeIfAbsent(name, SecretText::isSecretName));
                place.remove(place.size() - 1);
            }
            json.writeEndObject();
        } else if (token == JsonToken.START_ARRAY) {
            json.writeStartArray();
            place.add(ELEMENT);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(parser, json, false);
            }
            place.remove(place.size() - 1);
            json.writeEndArray();
        } else {
            scalar(parser, json, token);
        }
    }

    private void scalar(JsonParser parser, JsonGenerator json, JsonToken token) throws IOException {
        if (token.isNumeric()) {
            json.writeNumber(parser.getText());
        } else if (token == JsonToken.VALUE_STRING) {
            json.writeString(plain(parser.getText()));
        } else {
            json.copyCurrentEvent(parser);
        }
    }

    private String plain(String text) {
        if (!SecretText.looksSecret(text)) {
            return text;
        }
        changed = true;
        return pseudonyms.of(quoted(text));
    }

    /** A text that is equal where values are: members have no order, and numbers are of the same value. */
    private static String canonical(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, String> members = new TreeMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(quoted(name), canonical(parser));
            }
            return members.toString();
        }
        if (token == JsonToken.START_ARRAY) {
            List<String> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(canonical(parser));
            }
            return elements.toString();
        }
        return token.isNumeric()
                ? parser.getDecimalValue().stripTrailingZeros().toString()
                : token == JsonToken.VALUE_STRING ? quoted(parser.getText()) : parser.getText();
    }

    /** Of no two texts the same, whatever stands behind. */
    private static String quoted(String text) {
        return '"' + text.length() + ":" + text;
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a report as it was read: an object, an array, a text or a whole number. What is not there, or is of another type, is an error that names
 * it. Confined to one thread.
 */
final class JsonValue {
    private static final int DEEPEST = 16;

    private final @Nullable JsonValue parent;
    /** The name of a member, or the number of an element: put into words when something is wrong with it. */
    private final Object name;

    private final @Nullable Object value;

    private JsonValue(@Nullable JsonValue parent, Object name, @Nullable Object value) {
        this.parent = parent;
        this.name = name;
        this.value = value;
    }

    /** The value at which the parser stands. */
    static JsonValue read(JsonParser parser) throws IOException {
        return new JsonValue(null, "report", read(parser, 0));
    }

    private static @Nullable Object read(JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("report: must not nest deeper than " + DEEPEST);
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, read(parser, depth + 1));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser, depth + 1));
            }
            return elements;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        return token == JsonToken.VALUE_NUMBER_INT ? (Object) parser.getLongValue() : null;
    }

    JsonValue member(String member) {
        return new JsonValue(this, member, object().get(member));
    }

    boolean has(String member) {
        return object().containsKey(member);
    }

    Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object().forEach((key, member) -> members.put(String.valueOf(key), new JsonValue(this, key, member)));
        return members;
    }

    List<JsonValue> elements() {
        if (!(value instanceof List<?> elements)) {
            throw wrong("an array");
        }
        List<JsonValue> values = new ArrayList<>(elements.size());
        for (Object element : elements) {
            values.add(new JsonValue(this, values.size(), element));
        }
        return values;
    }

    /** The elements of an array that must have so many. */
    List<JsonValue> elements(int count) {
        List<JsonValue> all = elements();
        if (all.size() != count) {
            throw wrong("an array of " + count);
        }
        return all;
    }

    /** As it was read: its keys are texts. */
    private Map<?, ?> object() {
        if (!(value instanceof Map<?, ?> members)) {
            throw wrong("an object");
        }
        return members;
    }

    long number(String member) {
        return member(member).number();
    }

    long number() {
        if (!(value instanceof Long number)) {
            throw wrong("a whole number");
        }
        return number;
    }

    String text(String member) {
        return member(member).text();
    }

    String text() {
        if (!(value instanceof String text)) {
            throw wrong("a text");
        }
        return text;
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException(place() + ": must be " + wanted);
    }

    private String place() {
        if (parent == null) {
            return name.toString();
        }
        return parent.place() + (name instanceof Integer ? "[" + name + "]" : "." + name);
    }
}

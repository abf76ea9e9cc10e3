// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, collections, strings, numbers, booleans and null as JSON (RFC 8259). Confined to one value. */
public final class Json {
    private final StringBuilder out = new StringBuilder(512);
    private final boolean pretty;

    private Json(boolean pretty) {
        this.pretty = pretty;
    }

    /** A text that is JSON already and is written as it is. Immutable. */
    record Raw(String text) {}

    /** Two blanks per level, and a line feed at the end. */
    public static String pretty(Map<String, ? extends @Nullable Object> fields) {
        return written(fields, true);
    }

    /** All in one line, and a line feed at the end. */
    static String line(Map<String, ? extends @Nullable Object> fields) {
        return written(fields, false);
    }

    private static String written(Map<String, ? extends @Nullable Object> fields, boolean pretty) {
        Json json = new Json(pretty);
        json.value(fields, 0);
        return json.out.append('\n').toString();
    }

    private void value(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof Collection<?> items) {
            array(items, depth);
        } else if (value instanceof Raw raw) {
            out.append(raw.text());
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> field : map.entrySet()) {
            out.append(separator);
            line(depth + 1);
            string(String.valueOf(field.getKey()));
            out.append(pretty ? ": " : ":");
            value(field.getValue(), depth + 1);
            separator = ",";
        }
        close('}', map.isEmpty(), depth);
    }

    private void array(Collection<?> items, int depth) {
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            line(depth + 1);
            value(item, depth + 1);
            separator = ",";
        }
        close(']', items.isEmpty(), depth);
    }

    private void close(char bracket, boolean empty, int depth) {
        if (!empty) {
            line(depth);
        }
        out.append(bracket);
    }

    private void line(int depth) {
        if (pretty) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ') {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}

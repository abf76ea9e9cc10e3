// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text (RFC 8259), strictly. Objects become maps, arrays lists, numbers {@link Double}; a name that comes twice is an
 * error. Confined to one thread.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 32;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * The value that the whole text is.
     *
     * @throws IllegalArgumentException saying where it is not JSON
     */
    static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.space();
        if (reader.at < text.length()) {
            throw reader.wrong("nothing after the value");
        }
        return value;
    }

    private @Nullable Object value() {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        enter();
        while (!leaves('}', object.isEmpty())) {
            space();
            if (peek() != '"') {
                throw wrong("a name in quotes");
            }
            String name = string();
            space();
            if (peek() != ':') {
                throw wrong("a colon");
            }
            at++;
            if (object.containsKey(name)) {
                throw new IllegalArgumentException("JSON: \"" + name + "\" is given twice");
            }
            object.put(name, value());
        }
        return object;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        enter();
        while (!leaves(']', array.isEmpty())) {
            array.add(value());
        }
        return array;
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw wrong("at most " + MAX_DEPTH + " levels");
        }
    }

    /** Whether the object or array ends here; else steps over the comma that must stand before each but the first item. */
    private boolean leaves(char end, boolean first) {
        space();
        if (peek() == end) {
            at++;
            depth--;
            return true;
        }
        if (!first) {
            if (peek() != ',') {
                throw wrong("a comma or " + end);
            }
            at++;
        }
        return false;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (at++; peek() != '"'; at++) {
            char c = text.charAt(at);
            if (c < ' ') {
                throw wrong("no control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        at++;
        char c = peek();
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u' || at + 4 >= text.length()) {
            throw wrong("an escape");
        }
        int code = 0;
        for (int i = 1; i <= 4; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0 || text.charAt(at + i) > 'f') {
                throw wrong("four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        at += 4;
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
        return value;
    }

    private Double number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            at = start;
            throw wrong("a value");
        }
        return Double.valueOf(number);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("JSON: ends too early, at character " + (at + 1));
        }
        return text.charAt(at);
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("JSON: must have " + wanted + " at character " + (at + 1));
    }
}

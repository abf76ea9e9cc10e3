// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.util.Map;
import java.util.TreeMap;

/**
 * Reads server-sent events (WHATWG HTML, 9.2.6) as an array of objects with the fields of each event: {@code event}, {@code id}, {@code retry} and
 * {@code data}; one at the end without the empty line that lets clients take it is {@code unfinished}. Data that is an object or an array of JSON is read as
 * one. Comments and what clients ignore are left out. Confined to one thread.
 */
final class EventStreamFormat {
    private final JsonFormat json;

    EventStreamFormat(JsonFormat json) {
        this.json = json;
    }

    void read(String text, DocumentWriter writer) throws RefusedException {
        Map<String, String> fields = new TreeMap<>();
        StringBuilder data = new StringBuilder(); // each line with its end
        writer.start(NodeKind.ARRAY);
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.isEmpty()) {
                emit(fields, data, true, writer);
            } else {
                add(line, fields, data);
            }
        }
        emit(fields, data, false, writer);
        writer.end();
    }

    private static void add(String line, Map<String, String> fields, StringBuilder data) {
        int colon = line.indexOf(':');
        String value = colon < 0 ? "" : valueOf(line, colon + 1);
        switch (colon < 0 ? line : line.substring(0, colon)) {
            case "data" -> data.append(value).append('\n');
            case "event" -> fields.put("event", value);
            case "id" -> fields.put("id", value);
            case "retry" -> {
                if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    fields.put("retry", value);
                }
            }
            default -> {} // clients ignore it
        }
    }

    private static String valueOf(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }

    private void emit(Map<String, String> fields, StringBuilder data, boolean ended, DocumentWriter writer)
            throws RefusedException {
        fields.remove("event", ""); // is the same as none
        if (fields.isEmpty() && data.length() == 0) {
            return;
        }
        if (!ended) {
            fields.put("unfinished", "true"); // clients wait for an empty line, and forget what has none
        }
        writer.start(NodeKind.OBJECT);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            writer.name(field.getKey());
            writer.string(field.getValue().toCharArray(), 0, field.getValue().length());
        }
        if (data.length() > 0) {
            writer.name("data");
            data(data.substring(0, data.length() - 1).toCharArray(), writer);
        }
        writer.end();
        fields.clear();
        data.setLength(0);
    }

    private void data(char[] chars, DocumentWriter writer) throws RefusedException {
        if (chars.length > 0 && (chars[0] == '{' || chars[0] == '[') && json.isReadable(chars)) {
            json.read(chars, 0, chars.length, writer);
        } else {
            writer.string(chars, 0, chars.length);
        }
    }
}

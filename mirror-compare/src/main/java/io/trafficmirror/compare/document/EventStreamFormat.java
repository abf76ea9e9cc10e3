// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

/**
 * Reads server-sent events (WHATWG HTML, 9.2.6) as an array of objects with the members of each event. Data that is an object or an array of JSON is read as one.
 * Confined to one thread.
 */
final class EventStreamFormat {
    private final JsonFormat json;

    EventStreamFormat(JsonFormat json) {
        this.json = json;
    }

    void read(String text, DocumentWriter writer) throws RefusedException {
        writer.start(NodeKind.ARRAY);
        StringBuilder data = new StringBuilder();
        String event = "";
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.isEmpty()) {
                emit(event, data, writer);
                event = "";
            } else if (line.startsWith("data:")) {
                data.append(data.length() == 0 ? "" : "\n").append(valueOf(line, 5));
            } else if (line.startsWith("event:")) {
                event = valueOf(line, 6);
            }
        }
        emit(event, data, writer);
        writer.end();
    }

    private static String valueOf(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }

    private void emit(String event, StringBuilder data, DocumentWriter writer) throws RefusedException {
        if (data.length() == 0 && event.isEmpty()) {
            return;
        }
        writer.start(NodeKind.OBJECT);
        if (!event.isEmpty()) {
            writer.name("event");
            writer.string(event.toCharArray(), 0, event.length());
        }
        char[] chars = data.toString().toCharArray();
        data.setLength(0);
        writer.name("data");
        if (chars.length > 0 && (chars[0] == '{' || chars[0] == '[') && json.isReadable(chars)) {
            json.read(chars, 0, chars.length, writer);
        } else {
            writer.string(chars, 0, chars.length);
        }
        writer.end();
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.evidence.Example;
import io.trafficmirror.compare.evidence.Examples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Examples of a row as JSON: one member, left out where there are none. Stateless. */
final class ExamplesJson {
    private static final String MEMBER = "examples";

    private ExamplesJson() {}

    static void write(JsonGenerator json, Examples examples) throws IOException {
        if (examples.all().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(MEMBER);
        for (Example example : examples.all()) {
            json.writeStartObject();
            json.writeNumberField("exchange", example.exchange());
            json.writeNumberField("atMillis", example.atMillis());
            json.writeStringField("request", example.request());
            value(json, "primary", example.primary());
            value(json, "shadow", example.shadow());
            if (example.control().isPresent()) {
                value(json, "control", example.control().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, String name, ShownValue value) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", value.type());
        json.writeStringField("format", value.format());
        json.writeNumberField("length", value.length());
        if (value.text().isPresent()) {
            json.writeStringField("text", value.text().get());
        }
        json.writeEndObject();
    }

    /** The examples of a row; none where the member is left out. */
    static Examples read(JsonValue cell) {
        if (!cell.has(MEMBER)) {
            return Examples.NONE;
        }
        List<Example> examples = new ArrayList<>();
        for (JsonValue json : cell.member(MEMBER).elements()) {
            examples.add(new Example(
                    json.number("exchange"),
                    json.number("atMillis"),
                    json.text("request"),
                    value(json.member("primary")),
                    value(json.member("shadow")),
                    json.has("control") ? Optional.of(value(json.member("control"))) : Optional.empty()));
        }
        return new Examples(examples);
    }

    private static ShownValue value(JsonValue json) {
        return new ShownValue(
                json.text("type"),
                json.text("format"),
                json.number("length"),
                json.has("text") ? Optional.of(json.text("text")) : Optional.empty());
    }
}

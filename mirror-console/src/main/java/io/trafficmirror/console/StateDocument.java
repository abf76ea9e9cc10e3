// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.trafficmirror.compare.report.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes the page's document, as {@code state.schema.json} says. Equal states are equal bytes: no time of day is in it. Stateless. */
final class StateDocument {
    /** Of the format; another one would live under another path. */
    static final int VERSION = 1;

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private StateDocument() {}

    static byte[] write(StateSource source, Actions actions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        Optional<Findings> findings = source.findings().map(looks -> looks.get());
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("format", "traffic-mirror-console");
            json.writeNumberField("version", VERSION);
            if (findings.isPresent()) {
                json.writeStringField(
                        "candidate", findings.get().report().experiment().candidate());
                VerdictJson.write(json, findings.get(), source.judgement());
                CausesJson.write(json, findings.get());
                LatencyJson.writeAll(json, findings.get());
            }
            if (source.mirror().isPresent()) {
                MirrorsJson.write(json, source.mirror().get());
            }
            control(json, actions);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void control(JsonGenerator json, Actions actions) throws IOException {
        json.writeObjectFieldStart("control");
        json.writeArrayFieldStart("actions");
        for (ConsoleAction action : actions.offered()) {
            json.writeString(action.tag());
        }
        json.writeEndArray();
        if (!actions.offered().isEmpty()) {
            json.writeStringField("token", actions.token());
        }
        json.writeArrayFieldStart("used");
        for (UsedActions.Used used : actions.used()) {
            json.writeStartObject();
            json.writeNumberField("at", used.atMillis());
            json.writeStringField("who", used.who());
            json.writeStringField("action", used.action().tag());
            json.writeStringField("detail", used.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

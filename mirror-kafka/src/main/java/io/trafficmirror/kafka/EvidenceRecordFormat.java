// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.ReportReader;
import io.trafficmirror.compare.report.ReportWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The JSON of records: an envelope around a report. Its schema is the resource {@code evidence-record.schema.json} beside this class. Immutable, safe for
 * concurrent use.
 *
 * @since 0.1.0
 */
public final class EvidenceRecordFormat {
    private static final String FORMAT = "traffic-mirror-evidence";
    private static final int VERSION = 1;
    private static final byte[] BEGUN = "{\"\":\"\"".getBytes(StandardCharsets.UTF_8);

    private final JsonFactory factory = new JsonFactory();
    private final ReportWriter reports = new ReportWriter();
    private final ReportReader reader = new ReportReader();

    /** A format. */
    public EvidenceRecordFormat() {}

    /** The bytes of a record. Equal records are equal bytes. */
    public byte[] write(EvidenceRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeStringField("instance", record.instance());
            json.writeStringField("epoch", record.epoch());
            json.writeNumberField("sequence", record.sequence());
            json.writeNumberField("floor", record.floor());
            json.writeNumberField("madeMillis", record.madeMillis());
            if (!record.mirrors().isEmpty()) {
                json.writeArrayFieldStart("mirrors");
                for (MirrorIncrease mirror : record.mirrors()) {
                    write(mirror, json);
                }
                json.writeEndArray();
            }
            json.writeFieldName("report");
            json.writeRawValue(new String(write(record.report()), StandardCharsets.UTF_8));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(MirrorIncrease mirror, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("mirror", mirror.mirror());
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> count : mirror.counts().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    byte[] write(MirrorIncrease mirror) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(out)) {
            write(mirror, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    byte[] write(Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            reports.write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a record. Members that are not known are passed over.
     *
     * @throws IllegalArgumentException if it is none, or of another version, naming what is wrong
     */
    public EvidenceRecord read(byte[] value) {
        Members members = new Members();
        try {
            read(value, members);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("record: is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            // Bytes that are no text of any encoding.
            throw new IllegalArgumentException("record: is no JSON: " + e.getMessage(), e);
        }
        Map<String, Long> numbers = members.numbers;
        require(FORMAT.equals(members.texts.get("format")), "format must be " + FORMAT);
        require(number(numbers, "version") == VERSION, "version must be " + VERSION);
        return new EvidenceRecord(
                text(members.texts, "instance"),
                text(members.texts, "epoch"),
                number(numbers, "sequence"),
                number(numbers, "floor"),
                number(numbers, "madeMillis"),
                members.mirrors,
                members.report.orElseThrow(() -> new IllegalArgumentException("record: report must be there")));
    }

    /** What was found so far. */
    private static final class Members {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private final List<MirrorIncrease> mirrors = new ArrayList<>();
        private Optional<Report> report = Optional.empty();
    }

    private void read(byte[] value, Members into) throws IOException {
        try (JsonParser json = factory.createParser(value)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "must be an object");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (name.equals("report") && token != JsonToken.START_OBJECT) {
                    throw new IllegalArgumentException("report: must be an object");
                } else if (name.equals("report")) {
                    // Each would be read within the one before it, with all bytes behind that.
                    require(into.report.isEmpty(), "report must be there once");
                    int start = (int) json.currentTokenLocation().getByteOffset();
                    require(start >= 0, "must be in UTF-8");
                    int end = endOf(value, start);
                    into.report = Optional.of(reader.read(new ByteArrayInputStream(value, start, end - start)));
                    readOn(value, end, into);
                    return;
                } else if (name.equals("mirrors")) {
                    mirrors(json, into.mirrors);
                } else if (token == JsonToken.VALUE_STRING) {
                    into.texts.put(name, json.getText());
                } else if (token == JsonToken.VALUE_NUMBER_INT) {
                    into.numbers.put(name, json.getLongValue());
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    /** What stands behind the report, as an object of its own. */
    private void readOn(byte[] value, int from, Members into) throws IOException {
        byte[] rest = new byte[BEGUN.length + value.length - from];
        System.arraycopy(BEGUN, 0, rest, 0, BEGUN.length);
        System.arraycopy(value, from, rest, BEGUN.length, value.length - from);
        read(rest, into);
    }

    /** Behind the object that begins there: almost all of a record is its report, which a parser would read twice to find its end. */
    private static int endOf(byte[] json, int start) {
        int depth = 0;
        boolean text = false;
        for (int i = start; i < json.length; i++) {
            byte c = json[i];
            if (c == '"') {
                text = !text;
            } else if (text) {
                i += c == '\\' ? 1 : 0;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("record: is no JSON: its report does not end");
    }

    private static void mirrors(JsonParser json, List<MirrorIncrease> into) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "mirrors must be a list");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "mirrors must be a list of objects");
            Map<String, String> texts = new HashMap<>();
            TreeMap<String, Long> counts = new TreeMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (name.equals("counts")) {
                    counts(json, counts);
                } else if (token == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            into.add(new MirrorIncrease(text(texts, "mirror"), counts));
        }
    }

    private static void counts(JsonParser json, Map<String, Long> into) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, "counts must be an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            require(json.nextToken() == JsonToken.VALUE_NUMBER_INT, name + " must be a whole number");
            into.put(name, json.getLongValue());
        }
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("record: " + name + " must be a text");
        }
        return text;
    }

    private static long number(Map<String, Long> numbers, String name) {
        Long number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("record: " + name + " must be a whole number");
        }
        return number;
    }

    private static void require(boolean condition, String wanted) {
        if (!condition) {
            throw new IllegalArgumentException("record: " + wanted);
        }
    }
}

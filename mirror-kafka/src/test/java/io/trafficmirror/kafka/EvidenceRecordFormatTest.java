// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceRecordFormatTest {
    private final EvidenceRecordFormat format = new EvidenceRecordFormat();

    private static EvidenceRecord record() {
        Replica replica = new Replica(5, "orders \"2\"");
        replica.sees(300, 1);
        return new EvidenceRecord("pod-ü", "e1", 17, 12, 1_795_953_600_000L, replica.report());
    }

    @Test
    void what_is_written_is_read_back() {
        EvidenceRecord record = record();
        assertThat(format.read(format.write(record))).isEqualTo(record);
    }

    @Test
    void a_record_is_as_its_schema_says() throws IOException {
        try (InputStream in = EvidenceRecord.class.getResourceAsStream("evidence-record.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            String json = new String(format.write(record()), StandardCharsets.UTF_8);
            assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
            assertThat(schema.validate(json.replace("\"compared\"", "\"seen\""), InputFormat.JSON))
                    .isNotEmpty();
        }
    }

    @Test
    void counters_of_mirrors_are_written_by_the_schema_and_read_back() throws IOException {
        EvidenceRecord record = new EvidenceRecord(
                "one",
                "e",
                1,
                0,
                7,
                List.of(
                        new MirrorIncrease(
                                "orders[0].mirrors[0] (v2)",
                                new TreeMap<>(Map.of("selected", 9L, "dropped.queue_full", 2L))),
                        new MirrorIncrease("orders[0].mirrors[1] (v1)", new TreeMap<>(Map.of("sent", 1L)))),
                record().report());
        byte[] value = format.write(record);
        assertThat(format.read(value)).isEqualTo(record);
        try (InputStream in = EvidenceRecord.class.getResourceAsStream("evidence-record.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            String json = new String(value, StandardCharsets.UTF_8);
            assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
            assertThat(schema.validate(json.replace("\"selected\":9", "\"selected\":-9"), InputFormat.JSON))
                    .isNotEmpty();
        }
        String json = new String(value, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(json.replace("\"selected\":9", "\"selected\":\"9\"")))
                .hasMessage("record: selected must be a whole number");
        assertThatThrownBy(() -> read(json.replace("\"counts\"", "\"counted\"").replace("\"mirror\"", "\"m\"")))
                .hasMessage("record: mirror must be a text");
    }

    @Test
    void what_is_no_record_is_refused_by_what_is_wrong() {
        assertThatThrownBy(() -> read("[]")).hasMessage("record: must be an object");
        assertThatThrownBy(() -> read("{")).hasMessageStartingWith("record: is no JSON");
        assertThatThrownBy(() -> read("")).hasMessage("record: must be an object");
        assertThatThrownBy(() -> read("\0\0\0\0\1{\"a\":1}")).hasMessageStartingWith("record: is no JSON");
        assertThatThrownBy(() -> read("{\"format\":\"x\"}"))
                .hasMessage("record: format must be traffic-mirror-evidence");
        assertThatThrownBy(() -> read("{\"format\":\"traffic-mirror-evidence\",\"version\":2}"))
                .hasMessage("record: version must be 1");
        assertThatThrownBy(() -> read("{\"format\":\"traffic-mirror-evidence\",\"version\":1}"))
                .hasMessage("record: instance must be a text");
        assertThatThrownBy(() -> read("{\"report\":7}")).hasMessage("report: must be an object");
        String sound = new String(format.write(record()), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(sound.replace("\"floor\":12", "\"floor\":18")))
                .hasMessage("floor: must be 0..sequence, was 18 with the sequence 17");
        assertThatThrownBy(() -> format.read(sound.getBytes(StandardCharsets.UTF_16)))
                .hasMessage("record: must be in UTF-8");
        String report = sound.substring(sound.indexOf("\"report\""), sound.length() - 1);
        assertThatThrownBy(() -> read("{" + report + "," + sound.substring(1)))
                .hasMessage("record: report must be there once");
    }

    private EvidenceRecord read(String json) {
        return format.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void members_may_stand_before_and_behind_the_report_and_hold_any_text() {
        Replica replica = new Replica(5, "orders }\"{\\");
        replica.sees(300, 1);
        EvidenceRecord record = new EvidenceRecord("pod \"}{\\", "e1", 17, 12, 1, replica.report());
        String json = new String(format.write(record), StandardCharsets.UTF_8);
        String report = json.substring(json.indexOf("\"report\""), json.length() - 1);
        String others = json.substring(1, json.indexOf(",\"report\""));
        assertThat(read("{" + report + "," + others + ",\"new\":{\"a\":[1]}}")).isEqualTo(record);
        assertThatThrownBy(() -> read("{" + report + "," + others)).hasMessageStartingWith("record: is no JSON");
        assertThatThrownBy(() -> read("{" + others + "," + report.substring(0, report.length() - 1)))
                .hasMessageStartingWith("record: is no JSON");
    }
}

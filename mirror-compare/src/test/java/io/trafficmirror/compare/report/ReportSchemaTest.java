// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.Responses;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.report.CopyEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The schema that is shipped, held against reports that are written. */
class ReportSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode schema() throws IOException {
        try (InputStream in =
                ReportSchemaTest.class.getResourceAsStream("/META-INF/trafficmirror/report.schema.json")) {
            return JSON.readTree(in);
        }
    }

    private static Set<ValidationMessage> invalid(JsonNode report) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema());
        return schema.validate(report);
    }

    private static JsonNode report() throws IOException {
        return report(false);
    }

    private static JsonNode report(boolean wholeFleet) throws IOException {
        ComparingObserver observer =
                ComparingObserver.builder().showValues("$.a").build();
        CopyEnd dropped = new CopyEnd.Dropped(DropReason.PAUSED);
        for (int n = 0; n < 400; n++) {
            observer.onExchange(Responses.exchange(
                    "x-" + n,
                    "GET",
                    "/orders/" + (1000 + n) + "?currency=JPY",
                    Responses.json(200, "{\"a\":1,\"b\":[1,2]}"),
                    n % 50 == 1 ? dropped : Responses.answered(Responses.json(200, "{\"a\":\"x\",\"b\":[2,1]}")),
                    n % 2 == 0
                            ? Optional.empty()
                            : Optional.of(Responses.answered(Responses.json(200, "{\"a\":1,\"b\":[2,1]}")))));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportWriter().write(new Report(new Experiment("orders 2", "s"), observer.evidence(), wholeFleet), out);
        return JSON.readTree(out.toByteArray());
    }

    @Test
    void what_is_written_is_valid() throws IOException {
        JsonNode report = report();
        assertThat(invalid(report)).isEmpty();
        assertThat(report.has("scope")).isFalse();
        assertThat(invalid(report(true))).isEmpty();
        assertThat(report(true).get("scope").textValue()).isEqualTo("fleet");
        assertThat(report.at("/cells/0/examples/0/primary/text").isMissingNode())
                .isFalse();
        assertThat(report.at("/routes/0/notCompared/dropped").asInt()).isEqualTo(8);
    }

    @Test
    void what_is_no_report_is_not() throws IOException {
        ObjectNode another = report().deepCopy();
        another.put("version", 2);
        assertThat(invalid(another)).hasSize(1);
        ObjectNode more = report().deepCopy();
        more.putArray("verdicts");
        assertThat(invalid(more)).hasSize(1);
        ObjectNode less = report().deepCopy();
        ((ObjectNode) less.at("/routes/0/pairs")).put("both", -1);
        assertThat(invalid(less)).hasSize(1);
    }

    @Test
    void every_kind_transition_and_reason_is_known_to_it() throws IOException {
        JsonNode cell = schema().at("/$defs/cell/properties");
        assertThat(names(cell.at("/kind/enum")))
                .containsExactlyElementsOf(Arrays.stream(DifferenceKind.values())
                        .map(DifferenceKind::tag)
                        .toList());
        assertThat(names(cell.at("/transition/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Transition.values()).map(Transition::tag).toList());
        assertThat(names(schema().at("/$defs/route/properties/notCompared/propertyNames/enum")))
                .containsExactlyElementsOf(Arrays.stream(NotComparedReason.values())
                        .map(NotComparedReason::tag)
                        .toList());
    }

    private static List<String> names(JsonNode array) {
        return JSON.convertValue(array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}

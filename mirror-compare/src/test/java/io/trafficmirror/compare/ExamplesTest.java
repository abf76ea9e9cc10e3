// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.Example;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.ReportReader;
import io.trafficmirror.compare.report.ReportWriter;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Role;
import io.trafficmirror.transport.FailureReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final long NOW = 1_795_953_600_000L;

    private static ComparingObserver observer() {
        return ComparingObserver.builder().clock(() -> NOW).build();
    }

    private static ObservedExchange exchange(int n) {
        return Responses.exchange(
                "x-" + n,
                "GET",
                "/orders/" + n,
                Responses.json(200, "{\"price\":1.25,\"name\":\"Ada\"}"),
                Responses.answered(Responses.json(200, "{\"price\":1.3,\"name\":null}")),
                Optional.of(Responses.answered(Responses.json(200, "{\"price\":1.25,\"name\":\"Ada\"}"))));
    }

    private static List<Example> examples(Evidence evidence, String path) {
        return evidence.cells().entrySet().stream()
                .filter(cell -> cell.getKey().path().equals(path))
                .map(Map.Entry::getValue)
                .map(CellEvidence::examples)
                .flatMap(examples -> examples.all().stream())
                .toList();
    }

    @Test
    void the_same_exchanges_are_shown_whatever_their_order_and_wherever_they_were_seen() {
        List<ObservedExchange> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(exchange(i));
        }
        ComparingObserver one = observer();
        all.forEach(one::onExchange);
        Collections.shuffle(all, new Random(7));
        ComparingObserver left = observer();
        ComparingObserver right = observer();
        all.forEach(exchange -> (exchange.id().hashCode() % 3 == 0 ? left : right).onExchange(exchange));

        Evidence merged = right.evidence().plus(left.evidence());
        assertThat(examples(merged, "$.price"))
                .hasSize(3)
                .isEqualTo(examples(one.evidence(), "$.price"))
                .isEqualTo(examples(left.evidence().plus(right.evidence()), "$.price"));
    }

    @Test
    void a_value_is_shown_by_type_and_length_unless_its_path_is_allowed() {
        ComparingObserver redacting = observer();
        redacting.onExchange(exchange(1));
        assertThat(examples(redacting.evidence(), "$.name")).singleElement().satisfies(example -> {
            assertThat(example.primary()).hasToString("string, text, length 3");
            assertThat(example.shadow()).hasToString("null");
            assertThat(example.control().orElseThrow()).hasToString("same");
        });
        assertThat(redacting.evidence().toString()).doesNotContain("Ada");

        ComparingObserver showing = ComparingObserver.builder()
                .clock(() -> NOW)
                .showValues("$.price")
                .build();
        showing.onExchange(exchange(1));
        assertThat(examples(showing.evidence(), "$.price")).singleElement().satisfies(example -> {
            assertThat(example.primary()).hasToString("1.25");
            assertThat(example.shadow()).hasToString("1.3");
        });
        assertThat(showing.evidence().toString()).doesNotContain("Ada");
    }

    @Test
    void the_request_is_a_line_of_curl_without_credentials() {
        RequestHead head = RequestHead.of(
                "POST",
                "/reset/eyJhbGciOiJIUzI1NiJ9.e30/o'x?q=a%20b&token=s3cr3t&x=someone%40example.org&page=2",
                Map.of(
                        "Host", List.of("orders:8080"),
                        "Accept", List.of("application/json"),
                        "Authorization", List.of("Bearer s3cr3t"),
                        "Cookie", List.of("sid=s3cr3t"),
                        "X-Tenant", List.of("acme")));
        ComparingObserver comparing = ComparingObserver.builder()
                .clock(() -> NOW)
                .writes(Writes.COMPARE)
                .attribute("X-Tenant")
                .build();
        comparing.onExchange(new ObservedExchange(
                "x",
                head,
                Optional.of("/reset/{token}"),
                Responses.json(200, "{\"a\":1}"),
                List.of(new CopyResult(
                        new MirrorName("orders", 0, 0, "orders-v2"),
                        Role.SHADOW,
                        0,
                        Responses.answered(Responses.json(200, "{\"a\":2}"))))));

        assertThat(examples(comparing.evidence(), "$.a"))
                .singleElement()
                .extracting(Example::request)
                .asString()
                .startsWith("curl -X 'POST' 'http://orders:8080/reset/REDACTED/o'\\''x"
                        + "?q=a%20b&token=REDACTED&x=REDACTED&page=2'")
                .contains(
                        "'accept: application/json'",
                        "'authorization: REDACTED'",
                        "'cookie: REDACTED'",
                        "'x-tenant: acme'")
                .doesNotContain("s3cr3t", "someone");
    }

    @Test
    void an_exchange_that_got_no_response_says_why() {
        ComparingObserver comparing = observer();
        comparing.onExchange(Responses.exchange(
                "x",
                "GET",
                "/orders/1",
                Responses.json(200, "{}"),
                new CopyEnd.Failed(FailureReason.CONNECT, "refused", Responses.timing(1)),
                Optional.empty()));
        assertThat(examples(comparing.evidence(), "status")).singleElement().satisfies(example -> {
            assertThat(example.primary()).hasToString("200");
            assertThat(example.shadow()).hasToString("failed, connect");
            assertThat(example.control()).isEmpty();
        });
    }

    @Test
    void noise_keeps_none() {
        ComparingObserver comparing = observer();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            comparing.onExchange(Responses.exchange(
                    "x-" + i,
                    "GET",
                    "/orders/" + i,
                    Responses.json(200, "{\"id\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\"}"),
                    Responses.answered(
                            Responses.json(200, "{\"id\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\"}")),
                    Optional.of(Responses.answered(Responses.json(
                            200, "{\"id\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\"}")))));
        }
        assertThat(examples(comparing.evidence(), "$.id")).isEmpty();
    }

    @Test
    void a_report_carries_them_even_where_a_value_holds_half_a_character() throws IOException {
        ComparingObserver comparing =
                ComparingObserver.builder().clock(() -> NOW).showValues("$.**").build();
        comparing.onExchange(Responses.exchange(
                "x",
                "GET",
                "/orders/1",
                Responses.json(200, "{\"a\":\"y\",\"b\\ud800\":1}"),
                Responses.answered(Responses.json(200, "{\"a\":\"\\ud800\",\"b\\ud800\":2}")),
                Optional.empty()));
        Report report = new Report(new Experiment("orders 2", "s"), comparing.evidence());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportWriter().write(report, out);
        assertThat(new ReportReader().read(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(report);
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.Responses;
import io.trafficmirror.compare.report.MarkdownReport;
import io.trafficmirror.compare.report.ReportReader;
import io.trafficmirror.compare.report.TextReport;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateServerTest {
    private static final String TOKEN = "a-token-of-some-length";

    private final AtomicLong clock = new AtomicLong();
    private final ComparingObserver observer = ComparingObserver.builder().build();
    private final LiveVerdict live = new LiveVerdict(observer, "orders 2", Judgement.defaults(), clock::get);
    private final HttpClient client = HttpClient.newHttpClient();
    private GateServer server;

    @BeforeEach
    void start() throws IOException {
        server = GateServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), GateHandler.withToken(live, TOKEN));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> ask(String method, String path, String token) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/mirror/" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode verdict() throws Exception {
        clock.addAndGet(2_000_000_000L);
        HttpResponse<String> response = ask("GET", "verdict", TOKEN);
        assertThat(response.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private void see(int from, int to, boolean faulty) {
        for (int i = from; i < to; i++) {
            observer.onExchange(Responses.exchange(
                    "x-" + i,
                    "GET",
                    "/orders/" + (10_000 + i) + (i % 2 == 0 ? "?currency=JPY" : "?currency=EUR"),
                    Responses.json(200, "{\"price\":12.345}"),
                    Responses.answered(
                            Responses.json(200, faulty && i % 2 == 0 ? "{\"price\":12.35}" : "{\"price\":12.345}")),
                    Optional.of(Responses.answered(Responses.json(200, "{\"price\":12.345}")))));
        }
    }

    @Test
    void nothing_seen_is_insufficient() throws Exception {
        JsonNode verdict = verdict();
        assertThat(verdict.get("verdict").textValue()).isEqualTo("INSUFFICIENT");
        assertThat(verdict.get("code").intValue()).isEqualTo(2);
        assertThat(ask("POST", "gate?ok=PASS", TOKEN).statusCode()).isEqualTo(412);
        assertThat(ask("POST", "gate?ok=PASS,INSUFFICIENT", TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void a_clean_candidate_passes_and_says_what_it_needs_until_then() throws Exception {
        see(0, 3000, false);
        assertThat(verdict().get("needs").longValue()).isBetween(1L, 1000L);
        see(3000, 3500, false);
        assertThat(verdict().get("verdict").textValue()).isEqualTo("PASS");
        assertThat(ask("GET", "gate", TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void a_faulty_candidate_fails_with_the_place_and_stays_failed() throws Exception {
        see(0, 1500, true);
        JsonNode verdict = verdict();
        assertThat(verdict.get("verdict").textValue()).isEqualTo("FAIL");
        assertThat(verdict.get("reason").textValue())
                .hasSizeLessThanOrEqualTo(140)
                .contains("GET /orders/{id}");
        HttpResponse<String> gate = ask("POST", "gate?ok=PASS,INSUFFICIENT", TOKEN);
        assertThat(gate.statusCode()).isEqualTo(412);
        assertThat(gate.body()).startsWith("FAIL: ").contains("GET /orders/{id}");
        assertThat(ask("POST", "gate?ok=FAIL", TOKEN).statusCode()).isEqualTo(200);
        live.reset();
        assertThat(verdict().get("verdict").textValue()).isEqualTo("INSUFFICIENT");
    }

    @Test
    void the_cause_is_told_to_people_with_what_its_requests_have_in_common() {
        see(0, 1500, true);
        String text = new TextReport(ZoneOffset.UTC).of(live.look());
        assertThat(text)
                .contains("$.price")
                .contains("value, rounded  750 of 1,500 (control 0)")
                .contains("100 % have query.currency=JPY, others 0 %");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(MarkdownReport.of(live.look()))
                .contains("| `GET /orders/{id}` `$.price` | value, rounded | 750 | 0 | 1,500 |");
    }

    @Test
    void the_report_can_be_read_back() throws Exception {
        see(0, 100, true);
        HttpResponse<String> report = ask("GET", "report", TOKEN);
        assertThat(new ReportReader()
                        .read(new ByteArrayInputStream(report.body().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(live.report());
    }

    @Test
    void who_has_no_token_learns_nothing() throws Exception {
        for (String token : new String[] {"", "x", TOKEN + "x", TOKEN.substring(1)}) {
            assertThat(ask("GET", "verdict", token).statusCode()).isEqualTo(401);
        }
        assertThatThrownBy(() -> GateHandler.withToken(live, "short")).hasMessageContaining("16 characters");
    }

    /** It sends the first byte of its request, and then none. */
    private Socket slowClient() throws IOException {
        Socket slow = new Socket(server.address().getAddress(), server.address().getPort());
        slow.getOutputStream().write('G');
        return slow;
    }

    @Test
    void a_client_that_is_slow_keeps_no_other_waiting() throws Exception {
        try (Socket slow = slowClient()) {
            assertThat(ask("GET", "verdict", TOKEN).statusCode()).isEqualTo(200);
            assertThat(slow.getInputStream().available()).isZero();
        }
    }

    @Test
    void as_many_slow_clients_as_there_are_threads_are_broken_off() throws Exception {
        server.close();
        server = GateServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                GateHandler.withToken(live, TOKEN),
                Duration.ofSeconds(1));
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < GateThreads.COUNT; i++) {
                all.add(slowClient());
            }
            assertThat(ask("GET", "verdict", TOKEN).statusCode()).isEqualTo(200);
            for (Socket slow : all) {
                assertThat(slow.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (Socket slow : all) {
                slow.close();
            }
        }
    }

    @Test
    void what_is_asked_wrongly_is_said_and_never_with_a_status_that_is_tried_again() throws Exception {
        assertThat(ask("GET", "gate?ok=YES", TOKEN).statusCode()).isEqualTo(412);
        assertThat(ask("GET", "nothing", TOKEN).statusCode()).isEqualTo(404);
        assertThat(ask("DELETE", "verdict", TOKEN).statusCode()).isEqualTo(405);
    }
}

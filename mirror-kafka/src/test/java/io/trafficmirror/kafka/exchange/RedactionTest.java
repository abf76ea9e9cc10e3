// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import static io.trafficmirror.kafka.exchange.Exchanges.answered;
import static io.trafficmirror.kafka.exchange.Exchanges.control;
import static io.trafficmirror.kafka.exchange.Exchanges.exchange;
import static io.trafficmirror.kafka.exchange.Exchanges.get;
import static io.trafficmirror.kafka.exchange.Exchanges.json;
import static io.trafficmirror.kafka.exchange.Exchanges.response;
import static io.trafficmirror.kafka.exchange.Exchanges.shadow;
import static io.trafficmirror.kafka.exchange.Exchanges.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static String redacted(Redaction redaction, String document) {
        return text(redaction.of(exchange(get("/"), json(document))).primary());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void of_a_request_what_is_not_known_to_be_harmless_is_taken_out() {
        ObservedExchange exchange = Redaction.DEFAULT
                .withShownField("X-Tenant")
                .of(exchange(
                        get(
                                "/users/bob@example.com/orders/17?currency=EUR&access_token=abc",
                                "Host",
                                "orders",
                                "Accept",
                                "application/json",
                                "Authorization",
                                "Bearer s3cret",
                                "X-Internal",
                                "s3cret",
                                "X-Tenant",
                                "blue",
                                "Content-Length",
                                "3"),
                        json("{}")));
        assertThat(exchange.request().target())
                .isEqualTo("/users/REDACTED/orders/17?currency=EUR&access_token=REDACTED");
        assertThat(exchange.template()).contains("/users/REDACTED/orders/{id}");
        assertThat(exchange.request().headers())
                .isEqualTo(Headers.of(
                        "Host",
                        "orders",
                        "Accept",
                        "application/json",
                        "Authorization",
                        "REDACTED",
                        "X-Internal",
                        "REDACTED",
                        "X-Tenant",
                        "blue",
                        "Content-Length",
                        "3"));
    }

    @Test
    void of_a_response_what_is_named_or_looks_like_a_secret_is_taken_out() {
        ObservedExchange exchange = Redaction.DEFAULT
                .withField("X-Owner")
                .of(exchange(
                        get("/"),
                        json(
                                "{}",
                                "Set-Cookie",
                                "sid=s3cret; Path=/; HttpOnly",
                                "X-Auth-Token",
                                "s3cret",
                                "Location",
                                "/done?code=s3cret&page=2",
                                "X-Owner",
                                "Bob",
                                "ETag",
                                "\"1\"")));
        assertThat(exchange.primary().head().orElseThrow().headers())
                .isEqualTo(Headers.of(
                        "Content-Type",
                        "application/json",
                        "Set-Cookie",
                        "sid=REDACTED; Path=/; HttpOnly",
                        "X-Auth-Token",
                        "REDACTED-1x",
                        "Location",
                        "/done?code=REDACTED-1x&page=2",
                        "X-Owner",
                        "REDACTED-2x",
                        "ETag",
                        "\"1\""));
    }

    @Test
    void of_a_document_members_that_are_named_so_are_taken_out_at_any_depth() {
        assertThat(
                        redacted(
                                Redaction.DEFAULT,
                                "{ \"id\": 1.50, \"a\": [{\"password\": \"x\"}, {\"password\": \"y\"}],"
                                        + " \"apiKey\": {\"b\": 1}, \"mail\": \"bob@example.com\", \"ok\": true, \"no\": null }"))
                .isEqualTo("{\"id\":1.50,\"a\":[{\"password\":\"REDACTED-1x\"},{\"password\":\"REDACTED-2x\"}],"
                        + "\"apiKey\":\"REDACTED-3x\",\"mail\":\"REDACTED-4x\",\"ok\":true,\"no\":null}");
    }

    @Test
    void names_of_members_that_look_like_persons_are_taken_out() {
        assertThat(redacted(Redaction.DEFAULT, "{\"bob@example.com\":1}")).isEqualTo("{\"REDACTED-1x\":1}");
    }

    @Test
    void places_of_rules_are_taken_out_with_all_below() {
        Redaction redaction = Redaction.DEFAULT
                .withPath("$.card.number")
                .withPath("$.items[*].owner")
                .withPath("$.**.iban");
        assertThat(redacted(
                        redaction,
                        "{\"card\":{\"number\":\"4111\",\"kind\":\"visa\"},\"items\":[{\"owner\":{\"x\":[1]},\"n\":2}],"
                                + "\"deep\":{\"er\":[{\"iban\":7}]}}"))
                .isEqualTo(
                        "{\"card\":{\"number\":\"REDACTED-1x\",\"kind\":\"visa\"},"
                                + "\"items\":[{\"owner\":\"REDACTED-2x\",\"n\":2}],\"deep\":{\"er\":[{\"iban\":\"REDACTED-3x\"}]}}");
        assertThatThrownBy(() -> redaction.withPath("header.etag"))
                .hasMessage("path: must begin with $, was header.etag");
    }

    @Test
    void what_was_equal_within_an_exchange_stays_equal_and_nothing_else() {
        ObservedExchange exchange = Redaction.DEFAULT.of(exchange(
                get("/"),
                json("{\"secret\":{\"a\":1,\"b\":\"x\"}}"),
                shadow(json("{\"secret\":{\"b\":\"x\",\"a\":1.0}}")),
                shadow(json("{\"secret\":{\"b\":\"x\",\"a\":\"1\"}}"))));
        assertThat(text(exchange.primary())).isEqualTo("{\"secret\":\"REDACTED-1x\"}");
        assertThat(text(answered(exchange, 0))).isEqualTo("{\"secret\":\"REDACTED-1x\"}");
        assertThat(text(answered(exchange, 1))).isEqualTo("{\"secret\":\"REDACTED-2x\"}");
    }

    /** A session of each response is noise, and a secret that the shadow alone has otherwise is a difference: stored or not. */
    @Test
    void a_comparison_of_what_is_stored_counts_as_the_one_that_saw_the_secrets() {
        for (boolean noise : new boolean[] {true, false}) {
            ComparingObserver live = ComparingObserver.builder().build();
            ComparingObserver stored = ComparingObserver.builder().build();
            for (int i = 0; i < 200; i++) {
                String primary = "{\"session\":\"" + new UUID(i, 1) + "\"}";
                String shadow = "{\"session\":\"" + new UUID(i, 2) + "\"}";
                String control = "{\"session\":\"" + new UUID(i, 3) + "\"}";
                ObservedExchange exchange = new ObservedExchange(
                        "id" + i,
                        get("/"),
                        Optional.empty(),
                        json(primary),
                        List.of(shadow(json(shadow)), control(json(noise ? control : primary))));
                live.onExchange(exchange);
                stored.onExchange(Redaction.DEFAULT.of(exchange));
            }
            RouteCounts counts = live.evidence().routes().get("GET /").counts();
            RouteCounts again = stored.evidence().routes().get("GET /").counts();
            assertThat(again.compared()).isEqualTo(counts.compared()).isEqualTo(200);
            assertThat(again.mismatches()).isEqualTo(counts.mismatches()).isEqualTo(noise ? 0 : 200);
            assertThat(again.pairs()).isEqualTo(counts.pairs());
        }
    }

    @Test
    void a_document_in_which_nothing_is_secret_keeps_its_bytes() {
        assertThat(redacted(Redaction.DEFAULT, "{ \"a\" : 1e2 }")).isEqualTo("{ \"a\" : 1e2 }");
    }

    @Test
    void tokens_within_texts_fragments_and_parameters_of_paths_are_found() {
        ObservedExchange exchange = Redaction.DEFAULT.of(exchange(
                get("/orders;jsessionid=s3cret;page=2/7?a=1#b"),
                json(
                        "{\"note\":\"use Bearer eyJhbGciOiJIUzI1NiJ9 for it\",\"site\":\"https://a.example/x\"}",
                        "Location",
                        "https://a.example/cb#access_token=s3cret&state=open",
                        "Link",
                        "</orders?token=s3cret>; rel=next",
                        "X-Debug",
                        "Bearer eyJhbGciOiJIUzI1NiJ9")));
        assertThat(exchange.request().target()).isEqualTo("/orders;jsessionid=REDACTED;page=2/7?a=1#b");
        assertThat(text(exchange.primary())).isEqualTo("{\"note\":\"REDACTED-1x\",\"site\":\"https://a.example/x\"}");
        assertThat(exchange.primary().head().orElseThrow().headers())
                .isEqualTo(Headers.of(
                        "Content-Type",
                        "application/json",
                        "Location",
                        "https://a.example/cb#access_token=REDACTED-2x&state=REDACTED-3x",
                        "Link",
                        "</orders?token=REDACTED-4x",
                        "X-Debug",
                        "REDACTED-5x"));
    }

    @Test
    void codings_are_taken_off_with_what_was_said_of_them() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes("{\"token\":\"s3cret\",\"a\":1}"));
        }
        Response primary = Redaction.DEFAULT
                .of(exchange(
                        get("/"),
                        response(
                                HeldBody.of(packed.toByteArray()),
                                "Content-Type",
                                "application/json",
                                "Content-Encoding",
                                "gzip")))
                .primary();
        assertThat(text(primary)).isEqualTo("{\"token\":\"REDACTED-1x\",\"a\":1}");
        assertThat(primary.head().orElseThrow().headers()).isEqualTo(Headers.of("Content-Type", "application/json"));
    }

    @Test
    void of_a_body_that_cannot_be_read_only_its_length_leaves_and_whether_it_is_equal() {
        for (Response unreadable : new Response[] {
            response(HeldBody.of(bytes("s3cret")), "Content-Type", "text/plain"),
            response(HeldBody.of(bytes("s3cret"))),
            json("{\"s3cret\""),
            json("{} {}"),
            response(HeldBody.of(bytes("s3cret")), "Content-Type", "application/json", "Content-Encoding", "br"),
            json("[".repeat(1000) + "]".repeat(1000))
        }) {
            Response other = response(HeldBody.of(bytes("s3cret!")), "Content-Type", "text/plain");
            ObservedExchange exchange =
                    Redaction.DEFAULT.of(exchange(get("/"), unreadable, shadow(unreadable), shadow(other)));
            HeldBody body = exchange.primary().body();
            assertThat(body.state()).isEqualTo(HeldBody.State.TRUNCATED);
            assertThat(body.length()).isEqualTo(unreadable.body().length());
            assertThat(body.hash())
                    .hasValue(1)
                    .isEqualTo(answered(exchange, 0).body().hash());
            assertThat(answered(exchange, 1).body().hash()).hasValue(2);
        }
    }

    @Test
    void other_bodies_leave_where_they_may_and_a_broken_document_still_does_not() {
        Redaction redaction = Redaction.DEFAULT.withOtherBodies();
        assertThat(text(redaction
                        .of(exchange(get("/"), response(HeldBody.of(bytes("a,b")), "Content-Type", "text/csv")))
                        .primary()))
                .isEqualTo("a,b");
        assertThat(redaction
                        .of(exchange(get("/"), json("{\"password\": \"s3cret")))
                        .primary()
                        .body()
                        .state())
                .isEqualTo(HeldBody.State.TRUNCATED);
    }

    @Test
    void a_body_that_is_larger_than_may_leave_stays_at_home() {
        ObservedExchange exchange = Redaction.DEFAULT.of(exchange(get("/"), json("[1,2]"), shadow(json("[1]"))), 4);
        assertThat(exchange.primary().body().state()).isEqualTo(HeldBody.State.TRUNCATED);
        assertThat(exchange.primary().body().length()).isEqualTo(5);
        assertThat(text(answered(exchange, 0))).isEqualTo("[1]");
    }

    @Test
    void what_was_not_kept_stays_so() {
        ObservedExchange exchange = Redaction.DEFAULT.of(exchange(
                get("/"),
                response(HeldBody.measured(HeldBody.State.TRUNCATED, 70_000, 99)),
                shadow(response(HeldBody.measured(HeldBody.State.TRUNCATED, 70_000, 99))),
                shadow(response(HeldBody.measured(HeldBody.State.BYTE_BUDGET, 7, 99)))));
        assertThat(exchange.primary().body().hash())
                .hasValue(1)
                .isEqualTo(answered(exchange, 0).body().hash());
        assertThat(answered(exchange, 1).body().state()).isEqualTo(HeldBody.State.BYTE_BUDGET);
        assertThat(answered(exchange, 1).body().hash()).isEmpty();
    }
}

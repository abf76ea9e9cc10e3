// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.report.Findings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ConsoleHandlerTest {
    private static final int MOST_BYTES = 60_000;

    private static ConsoleResponse get(MirrorConsole console, String path, Map<String, String> fields) {
        return console.handle(
                new ConsoleRequest("GET", path, name -> Optional.ofNullable(fields.get(name)), Optional.empty(), ""));
    }

    private static byte[] body(ConsoleResponse response) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        response.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static MirrorConsole consoleOf(Findings findings) {
        return MirrorConsole.builder()
                .findings(() -> findings, Scenes.JUDGEMENT)
                .build();
    }

    private static JsonNode state(MirrorConsole console) throws IOException {
        ConsoleResponse response = get(console, "api/v1/state", Map.of());
        assertThat(response.status()).isEqualTo(200);
        JsonNode state = new ObjectMapper().readTree(body(response));
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        new String(body(get(console, "api/v1/state.schema.json", Map.of())), StandardCharsets.UTF_8));
        assertThat(schema.validate(state)).isEmpty();
        return state;
    }

    @Test
    void serves_every_file_of_the_page_with_its_type_and_a_strict_policy_within_60_kilobytes() throws Exception {
        MirrorConsole console = consoleOf(Scenes.nothing());
        int all = 0;
        for (Map.Entry<String, String> file : StaticFiles.TYPES.entrySet()) {
            ConsoleResponse response = get(console, file.getKey(), Map.of());
            assertThat(response.status()).as(file.getKey()).isEqualTo(200);
            assertThat(response.fields())
                    .containsEntry("Content-Type", file.getValue())
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsEntry("Cache-Control", "private, no-cache")
                    .containsKey("ETag");
            assertThat(response.fields().get("Content-Security-Policy"))
                    .startsWith("default-src 'none'")
                    .contains("require-trusted-types-for 'script'")
                    .doesNotContain("unsafe");
            all += file.getKey().startsWith("api/") ? 0 : response.length();
        }
        assertThat(all).isBetween(10_000, MOST_BYTES);
        assertThat(body(get(console, "", Map.of()))).isEqualTo(body(get(console, "index.html", Map.of())));
    }

    @Test
    void the_vendored_library_is_the_published_one() throws Exception {
        byte[] vendored = body(get(consoleOf(Scenes.nothing()), "lit-html.js", Map.of()));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(vendored);
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("b878e7f95dec8a9b6e9b217faca6b6a11bad82ebc44c0caa77419ed83edd81f2");
    }

    @Test
    void nothing_but_the_page_and_its_document_is_there() {
        MirrorConsole console = consoleOf(Scenes.nothing());
        for (String path : List.of(
                "../pom.xml",
                "page/index.html",
                "MirrorConsole.class",
                "api/v2/state",
                "index.html/",
                "\u0000",
                "api/v1/state/")) {
            assertThat(get(console, path, Map.of()).status()).as(path).isEqualTo(404);
        }
        ConsoleResponse posted =
                console.handle(new ConsoleRequest("POST", "", name -> Optional.empty(), Optional.empty(), ""));
        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.fields()).containsEntry("Allow", "GET, HEAD");
    }

    @Test
    void the_document_is_as_its_schema_says_for_nothing_little_much_and_hostile() throws Exception {
        assertThat(state(consoleOf(Scenes.nothing())).at("/verdict/outcome").asText())
                .isEqualTo("INSUFFICIENT");
        JsonNode equal = state(consoleOf(Scenes.equal(2, 20_000)));
        assertThat(equal.at("/verdict/outcome").asText()).isEqualTo("PASS");
        assertThat(equal.at("/verdict/provedPass").asDouble()).isEqualTo(1);
        JsonNode much = state(consoleOf(Scenes.faulty(500, 2000, 400)));
        assertThat(much.at("/verdict/outcome").asText()).isEqualTo("FAIL");
        assertThat(much.at("/verdict/provedFail").asDouble()).isEqualTo(1);
        assertThat(much.at("/routes")).hasSize(500);
        assertThat(much.at("/causes")).hasSize(2000);
        JsonNode hostile = state(consoleOf(Scenes.hostile()));
        assertThat(hostile.at("/causes")).hasSize(Scenes.HOSTILE.size());
        assertThat(hostile.at("/routes").findValuesAsText("route")).containsAll(Scenes.HOSTILE);
    }

    @Test
    void a_cause_says_where_what_how_often_and_what_its_requests_have_in_common() throws Exception {
        JsonNode cause = state(consoleOf(Scenes.faulty(1, 1, 400))).at("/causes/0");
        assertThat(cause.at("/route").asText()).isEqualTo("GET /orders0/{id}");
        assertThat(cause.at("/path").asText()).isEqualTo("$.items[*].field0");
        assertThat(cause.at("/transition").asText()).isEqualTo("rounded");
        assertThat(cause.at("/shadow").asLong()).isEqualTo(100);
        assertThat(cause.at("/exchanges").asLong()).isEqualTo(400);
        assertThat(cause.at("/common/attribute").asText()).isEqualTo("query.currency=JPY");
        assertThat(cause.at("/examples/0/curl").asText()).startsWith("curl 'http://shop.example/orders/0'");
    }

    @Test
    void times_are_distributions_whose_counts_add_up() throws Exception {
        JsonNode shadow = state(consoleOf(Scenes.faulty(3, 1, 7200))).at("/latency/shadow");
        long sum = 0;
        for (JsonNode span : shadow.at("/spans")) {
            sum += span.get(1).asLong();
        }
        assertThat(sum).isEqualTo(shadow.at("/count").asLong()).isPositive();
        assertThat(shadow.at("/p50").asLong()).isLessThan(shadow.at("/p99").asLong());
    }

    @Test
    void a_mirror_is_shown_with_its_share_its_counters_and_its_bounds() throws Exception {
        try (TrafficMirror mirror = TrafficMirror.builder()
                .route(MirrorRoute.to("http://127.0.0.1:1")
                        .name("orders")
                        .control("http://127.0.0.1:2", 50)
                        .percent(10))
                .build()) {
            JsonNode state = state(MirrorConsole.builder().mirror(mirror).build());
            assertThat(state.at("/mirrors/0/share").asDouble()).isEqualTo(0.1);
            assertThat(state.at("/mirrors/1/role").asText()).isEqualTo("control");
            assertThat(state.at("/targets/0/mostQueued").asLong()).isEqualTo(1024);
            assertThat(state.at("/budgets/bytesLimit").asLong()).isPositive();
            assertThat(state.has("verdict")).isFalse();
        }
    }

    @Test
    void who_has_the_state_is_told_so_until_it_changes() throws Exception {
        AtomicLong clock = new AtomicLong();
        AtomicInteger looks = new AtomicInteger();
        MirrorConsole console = MirrorConsole.builder()
                .clock(() -> clock.addAndGet(1_000_000_000L))
                .findings(() -> looks.incrementAndGet() < 3 ? Scenes.nothing() : Scenes.equal(1, 10), Scenes.JUDGEMENT)
                .build();
        String tag = get(console, "api/v1/state", Map.of()).fields().get("ETag");
        assertThat(get(console, "api/v1/state", Map.of("If-None-Match", tag)).status())
                .isEqualTo(304);
        ConsoleResponse changed = get(console, "api/v1/state", Map.of("If-None-Match", tag));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.fields().get("ETag")).isNotEqualTo(tag);
    }

    @Test
    void many_who_look_within_a_second_cost_one_look() {
        AtomicLong clock = new AtomicLong();
        AtomicInteger looks = new AtomicInteger();
        MirrorConsole console = MirrorConsole.builder()
                .clock(clock::get)
                .findings(
                        () -> {
                            looks.incrementAndGet();
                            return Scenes.nothing();
                        },
                        Scenes.JUDGEMENT)
                .build();
        for (int i = 0; i < 100; i++) {
            get(console, "api/v1/state", Map.of());
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    void a_large_state_is_compressed_for_who_takes_it() throws Exception {
        MirrorConsole console = consoleOf(Scenes.faulty(500, 2000, 400));
        byte[] plain = body(get(console, "api/v1/state", Map.of("Accept-Encoding", "gzip;q=0, br")));
        ConsoleResponse response = get(console, "api/v1/state", Map.of("Accept-Encoding", "br, gzip"));
        assertThat(response.fields())
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Vary", "Accept-Encoding");
        assertThat(response.length()).isLessThan(plain.length / 8);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(body(response))).readAllBytes())
                .isEqualTo(plain);
    }

    @Test
    void a_fault_of_what_is_shown_is_an_answer_and_no_exception() {
        MirrorConsole console = MirrorConsole.builder()
                .findings(
                        () -> {
                            throw new IllegalStateException("on purpose");
                        },
                        Scenes.JUDGEMENT)
                .build();
        assertThat(get(console, "api/v1/state", Map.of()).status()).isEqualTo(500);
        assertThat(get(console, "", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void a_console_of_nothing_is_refused() {
        assertThatThrownBy(() -> MirrorConsole.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a mirror, a verdict, or both");
    }
}

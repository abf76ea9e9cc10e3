// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.cause.CauseLine;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.ReportWriter;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.Response;
import io.trafficmirror.transport.FailureReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What nobody configured: noise of many kinds, and faults among it. */
class NoiseTest {
    private static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
    private static final int EXCHANGES = 80;

    private final Random random = new Random(3);
    private final ComparingObserver observer = observer();

    private static ComparingObserver observer() {
        return ComparingObserver.builder()
                .clock(() -> NOW)
                .random(new SplittableRandom(5))
                .build();
    }

    private void see(String method, int n, Response primary, CopyEnd shadow, CopyEnd control) {
        observer.onExchange(
                Responses.exchange("x-" + n, method, "/v1/pages/" + (1000 + n), primary, shadow, Optional.of(control)));
    }

    /** All exchanges; the shadow is wrong in each fourth of them. */
    private void see(IntFunction<Response> right, IntFunction<Response> wrong) {
        for (int n = 0; n < EXCHANGES; n++) {
            Response shadow = n % 4 == 3 ? wrong.apply(n) : right.apply(n);
            see("GET", n, right.apply(n), Responses.answered(shadow), Responses.answered(right.apply(n)));
        }
    }

    private static Response of(String type, String body, String... fields) {
        Headers.Builder headers = Headers.builder(4).add("Content-Type", type);
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return Responses.of(200, headers.build(), body.getBytes(UTF_8), 1_000_000);
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private List<String> causes() {
        Report report = new Report(new Experiment("pages 2", "s"), observer.evidence());
        List<Cause> causes = Findings.of(report, Judgement.defaults()).causes();
        return causes.stream()
                .map(cause -> CauseLine.of(cause, ZoneOffset.UTC))
                .map(line -> line.substring(0, line.indexOf("  since")))
                .toList();
    }

    private RouteCounts counts() {
        return observer.evidence().routes().get("GET /v1/pages/{id}").counts();
    }

    @Test
    void a_line_with_an_id_in_it_is_noise_and_a_word_beside_it_that_is_wrong_is_found() {
        IntFunction<String> page =
                n -> "<html><meta name=csrf content='%s'><p>%%s %d</p><!-- 2026-11-29T12:00:0%d.%03dZ --></html>"
                        .formatted(uuid(), n, random.nextInt(10), random.nextInt(1000));
        see(
                n -> of("text/html", page.apply(n).formatted("Right")),
                n -> of("text/html", page.apply(n).formatted("Wrong")));

        assertThat(causes()).containsExactly("GET /v1/pages/{id}  $[*]  value, changed  20 of 80 (control 0)");
        assertThat(counts().mismatches()).isEqualTo(20);
    }

    @Test
    void times_that_differ_below_the_millisecond_are_another_time() {
        IntFunction<Response> response = n -> of(
                "application/json", "{\"at\":\"2026-11-29T12:00:00.123%03dZ\"}".formatted(100 + random.nextInt(800)));
        see(response, response);

        assertThat(causes()).isEmpty();
        assertThat(observer.evidence().cells().keySet())
                .extracting(CellKey::toString)
                .containsExactly("GET /v1/pages/{id}  $.at  value, another time");
    }

    @Test
    void durations_tokens_of_varying_length_and_the_hosts_of_links_are_noise() {
        IntFunction<String> body =
                n -> "{\"took\":%.6f,\"sid\":\"sess_%s\",\"self\":\"http://host-%d:80%02d/a\",\"v\":%%s}"
                        .formatted(
                                0.01 + random.nextDouble(),
                                Long.toString((random.nextLong() >>> 1) | (1L << 60), 36),
                                random.nextInt(3),
                                random.nextInt(100));
        see(
                n -> of("application/json", body.apply(n).formatted("\"" + uuid() + "\"")),
                n -> of("application/json", body.apply(n).formatted("17")));

        assertThat(causes()).containsExactly("GET /v1/pages/{id}  $.v  type, format lost  20 of 80 (control 0)");
        assertThat(counts().mismatches()).isBetween(20L, 26L);
    }

    @Test
    void an_etag_of_a_noisy_body_and_one_that_is_drawn_anew_are_noise() {
        IntFunction<Response> right = n -> of("application/json", "{\"v\":1}", "ETag", "\"" + uuid() + "\"");
        IntFunction<Response> wrong = n -> of("application/json", "{\"v\":null}", "ETag", "\"" + uuid() + "\"");
        see(right, wrong);

        assertThat(causes()).containsExactly("GET /v1/pages/{id}  $.v  type, null/value  20 of 80 (control 0)");
        assertThat(counts().mismatches()).isBetween(20L, 23L);
    }

    @Test
    void a_path_that_is_noisy_in_most_answers_is_not_proved_to_differ() {
        IntFunction<Response> response =
                n -> of("application/json", "{\"w\":" + (random.nextInt(10) < 8 ? random.nextInt(1_000_000) : 5) + "}");
        see(response, response);
        assertThat(causes()).isEmpty();
    }

    @Test
    void a_control_that_is_down_does_not_make_noise_a_fault_of_the_shadow() {
        CopyEnd down = new CopyEnd.Failed(FailureReason.CONNECT, "refused", Responses.timing(1));
        for (int n = 0; n < EXCHANGES; n++) {
            see(
                    "GET",
                    n,
                    of("application/json", "{\"id\":\"" + uuid() + "\"}"),
                    Responses.answered(of("application/json", "{\"id\":\"" + uuid() + "\"}")),
                    down);
        }
        assertThat(causes()).isEmpty();
        assertThat(observer.evidence().cells().values())
                .allSatisfy(cell -> assertThat(cell.counts().shadowOnly()).isZero());
    }

    @Test
    void a_response_to_head_has_no_content_to_compare() {
        see(
                "HEAD",
                1,
                of("application/json", "{\"a\":1}", "ETag", "\"1\""),
                Responses.answered(of("application/json", "")),
                Responses.answered(of("application/json", "")));
        assertThat(observer.evidence().cells().keySet())
                .extracting(CellKey::path)
                .doesNotContain("$");
    }

    @Test
    void names_that_a_hostile_shadow_makes_up_take_bounded_room() throws IOException {
        for (int n = 0; n < 400; n++) {
            String name = "\\ud800" + Integer.toString(n, 36) + "x".repeat(1000);
            String deep = ("{\"" + name + "\":").repeat(100) + n + "}".repeat(100);
            see(
                    "GET",
                    n,
                    of("application/json", "{}"),
                    Responses.answered(of("application/json", deep)),
                    Responses.answered(of("application/json", "{}")));
            see(
                    "GET",
                    n,
                    of("application/json", deep.replace(":" + n, ":-1")),
                    Responses.answered(of("application/json", deep)),
                    Responses.answered(of("application/json", "{}")));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportWriter().write(new Report(new Experiment("pages 2", "s"), observer.evidence()), out);
        assertThat(observer.evidence().cells().keySet())
                .allSatisfy(key -> assertThat(key.path()).hasSizeLessThan(600));
        assertThat(out.size()).isLessThan(4 << 20);
    }

    @Test
    void an_error_in_comparing_costs_one_comparison_and_is_counted() {
        int[] calls = {0};
        RandomGenerator failing = () -> {
            if (calls[0]++ == 0) {
                throw new StackOverflowError("on purpose");
            }
            return 17;
        };
        ComparingObserver comparing =
                ComparingObserver.builder().clock(() -> NOW).random(failing).build();
        for (int n = 0; n < 3; n++) {
            comparing.onExchange(Responses.exchange(
                    "x-" + n,
                    "GET",
                    "/v1/pages/" + n,
                    of("application/json", "{\"a\":true}"),
                    Responses.answered(of("application/json", "{\"a\":false}")),
                    Optional.empty()));
        }
        RouteCounts counts =
                comparing.evidence().routes().get("GET /v1/pages/{id}").counts();
        assertThat(counts.notCompared()).isEqualTo(Map.of(NotComparedReason.INTERNAL_ERROR, 1L));
        assertThat(counts.mismatches()).isEqualTo(2);
    }
}

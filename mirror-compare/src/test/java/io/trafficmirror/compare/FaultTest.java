// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.cause.CauseLine;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.EvidenceLimits;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.TextReport;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.compare.verdict.Verdict;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Role;
import io.trafficmirror.report.Timing;
import io.trafficmirror.transport.FailureReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What nobody configured: faults that noise could hide, and noise that could be taken for a fault. */
class FaultTest {
    private static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
    private static final String PAGE = "GET /v1/pages/{id}  ";

    private final Random random = new Random(7);
    private final ComparingObserver observer = ComparingObserver.builder()
            .clock(() -> NOW)
            .random(new SplittableRandom(5))
            .build();
    private int number;

    /** So many exchanges; the shadow is another than primary and control. */
    private FaultTest see(int exchanges, IntFunction<Response> right, IntFunction<Response> wrong) {
        return see("GET", exchanges, right, wrong);
    }

    private FaultTest see(String method, int exchanges, IntFunction<Response> right, IntFunction<Response> wrong) {
        for (int n = 0; n < exchanges; n++) {
            int id = 1000 + number;
            observer.onExchange(Responses.exchange(
                    "x-" + number++,
                    method,
                    "/v1/pages/" + id,
                    right.apply(n),
                    Responses.answered(wrong.apply(n)),
                    Optional.of(Responses.answered(right.apply(n)))));
        }
        return this;
    }

    private Findings findings() {
        return Findings.of(new Report(new Experiment("pages 2", "s"), observer.evidence()), Judgement.defaults());
    }

    private List<String> causes() {
        return findings().causes().stream()
                .map(cause -> CauseLine.of(cause, ZoneOffset.UTC))
                .map(line -> line.substring(0, line.indexOf("  since")))
                .toList();
    }

    private RouteCounts counts() {
        return observer.evidence().routes().get(PAGE.strip()).counts();
    }

    private static Response json(String body, String... fields) {
        return coded(body.getBytes(UTF_8), fields);
    }

    private static Response coded(byte[] body, String... fields) {
        Headers.Builder headers = Headers.builder(4).add("Content-Type", "application/json");
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return Responses.of(200, headers.build(), body, 1_000_000);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    @Test
    void a_table_of_rows_that_is_full_has_a_verdict_all_the_same() {
        ComparingObserver small = ComparingObserver.builder()
                .clock(() -> NOW)
                .random(new SplittableRandom(5))
                .evidenceLimits(new EvidenceLimits(10, 1, 100))
                .build();
        for (int n = 0; n < 40; n++) {
            small.onExchange(Responses.exchange(
                    "x-" + n,
                    "GET",
                    "/v1/pages/" + n,
                    json(uuids()),
                    Responses.answered(json(uuids())),
                    Optional.of(Responses.answered(json(uuids())))));
        }

        Findings findings =
                Findings.of(new Report(new Experiment("pages 2", "s"), small.evidence()), Judgement.defaults());

        assertThat(findings.verdict().outcome()).isEqualTo(Outcome.INSUFFICIENT);
    }

    private String uuids() {
        return "{\"a\":\"" + uuid() + "\",\"b\":\"" + uuid() + "\",\"c\":\"" + uuid() + "\"}";
    }

    @Test
    void a_control_that_is_down_makes_no_fault_of_noise() {
        for (int n = 0; n < 300; n++) {
            observer.onExchange(Responses.exchange(
                    "x-" + n,
                    "GET",
                    "/v1/pages/" + n,
                    json("[1,2,3]"),
                    Responses.answered(json(n % 10 == 0 ? "[1,2]" : "[1,2,3]")),
                    Optional.of(new CopyEnd.Failed(FailureReason.CONNECT, "", Responses.timing(1)))));
        }

        assertThat(findings().verdict().outcome()).isEqualTo(Outcome.INSUFFICIENT);
    }

    @Test
    void losses_of_both_make_up_for_each_other_and_those_of_the_shadow_alone_do_not() {
        losing(6000, 100, 100);
        assertThat(findings().verdict().outcome()).isNotEqualTo(Outcome.FAIL);

        losing(3000, 20, 100);
        assertThat(findings().verdict().outcome()).isEqualTo(Outcome.FAIL);
    }

    private void losing(int exchanges, int shadowOneIn, int controlOneIn) {
        CopyEnd lost = new CopyEnd.Failed(FailureReason.TIMEOUT, "", Responses.timing(1));
        CopyEnd answered = Responses.answered(json("[1,2,3]"));
        for (int n = 0; n < exchanges; n++) {
            int id = number++;
            observer.onExchange(Responses.exchange(
                    "x-" + id,
                    "GET",
                    "/v1/pages/" + id,
                    json("[1,2,3]"),
                    random.nextInt(shadowOneIn) == 0 ? lost : answered,
                    Optional.of(random.nextInt(controlOneIn) == 0 ? lost : answered)));
        }
    }

    @Test
    void what_the_control_shows_three_times_does_not_hide_what_the_shadow_shows_often() {
        for (int n = 0; n < 3400; n++) {
            boolean control = n == 10 || n == 20 || n == 30;
            observer.onExchange(Responses.exchange(
                    "x-" + n,
                    "GET",
                    "/v1/pages/" + n,
                    json("{\"stock\":7}"),
                    Responses.answered(json(n % 125 == 0 ? "{\"stock\":8}" : "{\"stock\":7}")),
                    Optional.of(Responses.answered(json(control ? "{\"stock\":8}" : "{\"stock\":7}")))));
        }

        assertThat(findings().verdict().outcome()).isNotEqualTo(Outcome.PASS);
        assertThat(counts().mismatches()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void a_field_that_no_rule_names_is_found_when_it_is_lost_changed_or_new() {
        see(
                40,
                n -> json("{}", "X-Total-Count", "40", "X-Frame-Options", "DENY"),
                n -> json("{}", "X-Total-Count", "41", "X-Debug", "1"));
        assertThat(causes()).containsExactly(PAGE + "header.x-frame-options  missing  40 of 40 (control 0)  ".strip());
        assertThat(findings().causes().get(0).also())
                .extracting(key -> key.path() + " " + key.what())
                .containsExactlyInAnyOrder(
                        "header.x-debug extra, unlisted field", "header.x-total-count header, another count");
    }

    @Test
    void fields_in_which_a_server_speaks_of_itself_or_that_come_on_the_way_are_no_fault() {
        see(
                80,
                n -> json("{}", "Server", "one", "X-Served-By", "pod-1", "X-Request-Id", uuid(), "X-Mesh", "1"),
                n -> json("{}", "Date", "today", "X-Served-By", "pod-2", "X-Request-Id", uuid(), "X-Mesh", "1"));
        assertThat(causes()).isEmpty();
        assertThat(counts().mismatches()).isZero();
    }

    @Test
    void a_field_whose_name_holds_that_of_one_in_which_a_server_speaks_of_itself_is_compared() {
        see(
                40,
                n -> json("{}", "X-Timezone", "Europe/Berlin", "X-Zone", "a" + random.nextInt(3)),
                n -> json("{}", "X-Timezone", "UTC", "X-Zone", "b" + random.nextInt(3)));
        assertThat(causes()).containsExactly(PAGE + "header.x-timezone  header, changed  40 of 40 (control 0)");
    }

    @Test
    void a_field_that_proxies_add_to_both_copies_is_noise_and_without_a_control_it_is_not_judged() {
        Response bare = json("{}");
        Response added = json("{}", "X-Mesh-Id", "7");
        for (int n = 0; n < 40; n++) {
            observer.onExchange(Responses.exchange(
                    "x-" + n,
                    "GET",
                    "/v1/pages/" + (1000 + n),
                    bare,
                    Responses.answered(added),
                    n < 20 ? Optional.of(Responses.answered(added)) : Optional.empty()));
        }
        assertThat(causes()).isEmpty();
        assertThat(counts().mismatches()).isZero();
    }

    @Test
    void compression_on_one_side_is_no_fault_but_bytes_that_nobody_can_read_are() {
        see(
                40,
                n -> json("{\"a\":1}"),
                n -> coded(gzip("{\"a\":1}"), "Content-Encoding", "gzip", "Vary", "Accept-Encoding"));
        assertThat(causes()).isEmpty();
        assertThat(counts().mismatches()).isZero();

        see(40, n -> coded(gzip("{\"a\":1}"), "Content-Encoding", "gzip"), n -> coded(gzip("{\"a\":1}")));
        assertThat(causes()).containsExactly(PAGE + "header.content-encoding  missing  40 of 80 (control 0)");
    }

    @Test
    void an_etag_that_is_lost_is_found_beside_a_body_that_always_differs_and_in_a_response_to_head() {
        see(
                40,
                n -> json("{\"a\":\"" + uuid() + "\"}", "ETag", "\"" + uuid() + "\""),
                n -> json("{\"a\":\"" + uuid() + "\"}"));
        assertThat(causes()).containsExactly(PAGE + "header.etag  missing  40 of 40 (control 0)");

        see("HEAD", 40, n -> json("", "ETag", "\"" + uuid() + "\""), n -> json(""));
        assertThat(causes()).contains("HEAD /v1/pages/{id}  header.etag  missing  40 of 40 (control 0)");
    }

    @Test
    void a_moment_in_another_unit_or_form_is_no_other_moment() {
        see(
                40,
                n -> json("{\"a\":%d,\"b\":\"2026-11-29T12:00:00.%03dZ\",\"c\":\"%s\"}"
                        .formatted(NOW + random.nextInt(999), random.nextInt(1000), uuid())),
                n -> json("{\"a\":%d,\"b\":\"2026-11-29 12:00:%02d\",\"c\":\"%s\"}"
                        .formatted(NOW / 1000 + random.nextInt(9), random.nextInt(60), uuid().replace("-", ""))));
        assertThat(findings().verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings().verdict().culprits())
                .extracting(culprit ->
                        culprit.cell().path() + " " + culprit.cell().key().what())
                .containsExactlyInAnyOrder(
                        "$.a value, another format", "$.b value, another format", "$.c value, another format");
    }

    private String articles(int more) {
        List<Integer> articles = new java.util.ArrayList<>(List.of(1, 2, 3, 4, 5));
        java.util.Collections.shuffle(articles, random);
        return articles.stream()
                .map(k -> "{\"k\":%d,\"price\":%d,\"request\":\"%s\"}".formatted(k, 7 * k + more, uuid()))
                .toList()
                .toString();
    }

    @Test
    void a_price_that_is_wrong_is_found_in_articles_of_which_neither_order_nor_all_members_are_the_same() {
        see(60, n -> json(articles(0)), n -> json(articles(0)));
        assertThat(causes()).isEmpty();
        assertThat(counts().mismatches()).isLessThan(5);

        see(60, n -> json(articles(0)), n -> json(articles(1)));
        assertThat(causes()).containsExactly(PAGE + "$[*].price  value, another count  60 of 120 (control 0)");
    }

    @Test
    void a_sign_is_found_at_a_number_that_always_differs() {
        see(
                60,
                n -> json("{\"w\":" + (1 + random.nextInt(1_000_000)) + "}"),
                n -> json("{\"w\":" + (-1 - random.nextInt(1_000_000)) + "}"));
        assertThat(causes()).containsExactly(PAGE + "$.w  value, sign changed  60 of 60 (control 0)");
    }

    @Test
    void ids_of_base_64_and_short_ids_of_base_16_and_ids_that_begin_with_the_time_are_noise() {
        IntFunction<Response> response = n -> {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            return json("{\"a\":\"%s\",\"b\":\"%08x\",\"c\":%d,\"d\":%d.%06d}"
                    .formatted(
                            java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                            random.nextInt(),
                            1_800_000_000_000_000_000L + (random.nextLong() >>> 24),
                            NOW / 1000,
                            random.nextInt(1_000_000)));
        };
        see(200, response, response);
        assertThat(causes()).isEmpty();
        assertThat(counts().mismatches()).isLessThan(20);
    }

    @Test
    void a_route_with_few_exchanges_fails_with_the_place_and_what_became_of_it() {
        see(15, n -> json("{\"id\":\"" + uuid() + "\",\"price\":7}"), n -> json("{\"id\":\"" + uuid() + "\"}"));
        assertThat(findings().verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings().verdict().reason())
                .isEqualTo("GET /v1/pages/{id} $.price: missing, shadow alone 15, control alone 0 of 15");
        assertThat(causes()).containsExactly(PAGE + "$.price  missing  15 of 15 (control 0)");
    }

    private void took(long atMillis, long shadowMillis, long controlMillis) {
        took(observer, atMillis, shadowMillis, controlMillis);
    }

    private void took(ComparingObserver by, long atMillis, long shadowMillis, long controlMillis) {
        Response right = json("{}");
        by.onExchange(Responses.exchange(
                "x-" + number++,
                "GET",
                "/v1/pages/7",
                right,
                at(right, atMillis, shadowMillis),
                Optional.of(at(right, atMillis, controlMillis))));
    }

    private static CopyEnd at(Response response, long atMillis, long millis) {
        long end = atMillis * 1_000_000;
        return Responses.answered(new Response(
                response.head(),
                true,
                response.body(),
                new Timing(end - millis * 1_000_000, OptionalLong.empty(), end)));
    }

    @Test
    void a_pause_that_makes_many_answers_slow_at_once_is_one_event() {
        for (int n = 0; n < 300; n++) {
            took(n * 10L, 1, 1);
        }
        for (int n = 0; n < 50; n++) {
            took(3000 + n, 200, 1);
        }
        assertThat(counts().latency().pairs()).isEqualTo(new PairCounts(45, 1, 0, 0));
        assertThat(findings().verdict().slower()).isEmpty();
    }

    @Test
    void a_pause_that_many_replicas_see_is_one_event_too() {
        Evidence fleet = Evidence.NONE;
        for (int replica = 0; replica < 30; replica++) {
            ComparingObserver one = ComparingObserver.builder().clock(() -> NOW).build();
            for (int n = 0; n < 300; n++) {
                took(one, n * 10L, 1, 1);
            }
            took(one, 5000, 200, 1);
            fleet = fleet.plus(one.evidence());
        }
        Verdict verdict = Findings.of(new Report(new Experiment("pages 2", "s"), fleet), Judgement.defaults())
                .verdict();
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.slower()).isEmpty();
    }

    @Test
    void what_is_slow_again_and_again_for_each_replica_is_found_by_all_of_them_together() {
        Evidence fleet = Evidence.NONE;
        for (int replica = 0; replica < 5; replica++) {
            ComparingObserver one = ComparingObserver.builder().clock(() -> NOW).build();
            for (int n = 0; n < 2000; n++) {
                took(one, n * 10L, n >= 300 && n % 20 == 0 ? 60 : 1, 1);
            }
            fleet = fleet.plus(one.evidence());
        }
        assertThat(Findings.of(new Report(new Experiment("pages 2", "s"), fleet), Judgement.defaults())
                        .verdict()
                        .slower())
                .hasSize(1);
    }

    @Test
    void the_threshold_is_that_of_the_times_before() {
        for (int n = 0; n < 1200; n++) {
            took(n * 5L, 40 + n % 7, 4 + n % 7);
        }
        assertThat(counts().latency().pairs()).isEqualTo(new PairCounts(48, 48, 0, 0));
        assertThat(findings().verdict().slower()).hasSize(1);
    }

    @Test
    void a_part_that_is_slow_again_and_again_is_found_although_starting_was_slow_for_both() {
        for (int n = 0; n < 2000; n++) {
            took(n * 10L, n < 100 ? 300 : 1, n < 100 ? 300 : 1);
        }
        for (int n = 2000; n < 4000; n++) {
            took(n * 10L, n % 20 == 0 ? 60 : 1, 1);
        }
        assertThat(findings().verdict().slower()).hasSize(1);
        assertThat(findings().verdict().reason()).startsWith("GET /v1/pages/{id}: slower, shadow alone ");
    }

    @Test
    void what_comes_after_a_lost_copy_of_its_key_proves_nothing_and_is_counted() {
        Response right = json("{\"a\":1}");
        for (int n = 0; n < 40; n++) {
            observer.onExchange(ordered(right, json("{\"a\":2}"), n > 0, right, false));
        }
        assertThat(counts().compared()).isEqualTo(1);
        assertThat(counts().notCompared()).isEqualTo(Map.of(NotComparedReason.AFTER_LOSS, 39L));
        assertThat(findings().verdict().outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(new TextReport(ZoneOffset.UTC).of(findings())).contains("not compared: after_loss 39");
    }

    @Test
    void a_control_that_lost_a_copy_of_the_key_is_no_control() {
        Response right = json("{\"a\":1}");
        for (int n = 0; n < 40; n++) {
            observer.onExchange(ordered(right, right, false, json("{\"a\":2}"), n > 0));
        }
        assertThat(counts().compared()).isEqualTo(40);
        assertThat(counts().pairs()).isEqualTo(new PairCounts(1, 0, 1, 0));
    }

    private ObservedExchange ordered(
            Response primary, Response shadow, boolean shadowAfterLoss, Response control, boolean controlAfterLoss) {
        return new ObservedExchange(
                "x-" + number,
                RequestHead.of("GET", "/v1/pages/" + (1000 + number++), Map.of("Host", List.of("orders"))),
                Optional.empty(),
                primary,
                List.of(
                        new CopyResult(
                                new MirrorName("orders", 0, 0, "orders-v2"),
                                Role.SHADOW,
                                0,
                                Responses.answered(shadow),
                                shadowAfterLoss),
                        new CopyResult(
                                new MirrorName("orders", 0, 1, "orders-v1"),
                                Role.CONTROL,
                                0,
                                Responses.answered(control),
                                controlAfterLoss)));
    }

    @Test
    void bodies_too_large_to_compare_are_said_to_be_the_reason() {
        Response large = new Response(
                Optional.of(new ResponseHead(200, Headers.empty())),
                true,
                HeldBody.without(HeldBody.State.TRUNCATED),
                Responses.timing(1));
        see(9, n -> large, n -> large);
        assertThat(findings().verdict().reason())
                .isEqualTo("no exchange was judged yet; 9 copies could not be compared");
        assertThat(new TextReport(ZoneOffset.UTC).of(findings())).contains("not compared: body_too_large 9");
    }

    @Test
    void a_shadow_that_answers_nothing_is_found_without_a_control() {
        for (int n = 0; n < 20; n++) {
            observer.onExchange(Responses.exchange(
                    "x-" + n,
                    "GET",
                    "/v1/pages/" + (1000 + n),
                    json("{}"),
                    new CopyEnd.Failed(FailureReason.TIMEOUT, "", Responses.timing(1)),
                    Optional.empty()));
        }
        assertThat(findings().verdict().reason()).isEqualTo("GET /v1/pages/{id}: no response to 20 of 20 copies");
    }
}

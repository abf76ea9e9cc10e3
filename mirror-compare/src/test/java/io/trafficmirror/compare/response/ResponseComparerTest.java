// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.Responses;
import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.difference.PathRule;
import io.trafficmirror.compare.difference.PathRules;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.document.DocumentLimits;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ResponseComparerTest {
    private static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();

    private final PathTable table = new PathTable(PathRules.NONE, 1000);
    private final ResponseComparer comparer = new ResponseComparer(
            HeaderRules.DEFAULT, new BodyComparer(DocumentLimits.DEFAULT, 64 << 10, new SplittableRandom(1)), 100);

    private List<String> differences(Response primary, Response other) {
        return differences(primary, other, table);
    }

    private List<String> differences(Response primary, Response other, PathTable table) {
        Comparison comparison = comparer.compare(primary, other, table, NOW);
        return switch (comparison instanceof Comparison.Different ? 1 : comparison instanceof Comparison.Same ? 0 : 2) {
            case 1 ->
                ((Comparison.Different) comparison)
                        .differences().stream().map(Object::toString).sorted().toList();
            case 0 -> List.of();
            default -> List.of(((Comparison.NotCompared) comparison).reason().tag());
        };
    }

    private static Response response(String body, String... fields) {
        return Responses.of(200, Headers.of(fields), body.getBytes(StandardCharsets.UTF_8), 1);
    }

    private static Response coded(byte[] body, String type, String coding) {
        return Responses.of(200, Headers.of("Content-Type", type, "Content-Encoding", coding), body, 1);
    }

    @Test
    void equal_bytes_are_the_same_whatever_they_are() {
        assertThat(differences(
                        response("{{{", "Content-Type", "application/json"),
                        response("{{{", "Content-Type", "application/json")))
                .isEmpty();
    }

    @Test
    void a_status_of_another_class_is_one_difference_whatever_the_body_says() {
        assertThat(differences(
                        Responses.json(200, "{\"a\":1}"), Responses.json(500, "{\"error\":\"x\",\"trace\":[1]}")))
                .containsExactly("status status");
    }

    @Test
    void a_status_of_the_same_class_leaves_the_body_to_be_compared() {
        assertThat(differences(Responses.json(200, "{\"a\":true}"), Responses.json(201, "{\"a\":false}")))
                .containsExactly("$.a value, true/false", "status status");
    }

    @Test
    void a_field_that_is_missing_is_found_and_one_that_nobody_asked_for_is_not() {
        assertThat(differences(
                        response("x", "Cache-Control", "no-store", "Server", "a", "Date", "1"),
                        response("x", "Server", "b", "Date", "2")))
                .containsExactly("header.cache-control missing");
    }

    @Test
    void lists_have_no_order_and_media_types_no_case() {
        assertThat(differences(
                        response("x", "Vary", "Accept, Origin", "Content-Type", "text/html; charset=UTF-8"),
                        response("x", "Vary", "origin,accept", "Content-Type", "text/HTML;charset=\"utf-8\"")))
                .isEmpty();
    }

    @Test
    void what_follows_from_the_body_is_not_a_second_finding() {
        assertThat(differences(
                        response(
                                "{\"a\":true}",
                                "Content-Type",
                                "application/json",
                                "ETag",
                                "\"1\"",
                                "Last-Modified",
                                "x"),
                        response(
                                "{\"a\":false}",
                                "Content-Type",
                                "application/json",
                                "ETag",
                                "\"2\"",
                                "Last-Modified",
                                "y")))
                .containsExactly("$.a value, true/false");
        assertThat(differences(response("x", "ETag", "\"abc\""), response("x", "ETag", "\"xyz\"")))
                .containsExactly("header.etag header, changed");
    }

    /** Another build of equal files may have others. */
    @Test
    void of_validators_whose_format_alone_counts_only_the_absence_is_found() {
        PathTable ruled = new PathTable(
                PathRules.of(Map.of(
                        PathPattern.parse("header.etag"), PathRule.format(),
                        PathPattern.parse("header.last-modified"), PathRule.format())),
                100);
        Response primary = response("x", "ETag", "\"5f3-1a\"", "Last-Modified", "Sun, 29 Nov 2026 12:00:00 GMT");

        assertThat(differences(
                        primary,
                        response("x", "ETag", "W/\"6a1-2bc\"", "Last-Modified", "Fri, 02 Jan 2026 08:00:09 GMT"),
                        ruled))
                .isEmpty();
        assertThat(differences(primary, response("x"), ruled))
                .containsExactly("header.etag missing", "header.last-modified missing");
    }

    @Test
    void a_cookie_is_its_name_and_attributes() {
        assertThat(differences(
                        response("x", "Set-Cookie", "id=1; Path=/; HttpOnly; Expires=Sun, 29 Nov 2026 12:00:00 GMT"),
                        response("x", "Set-Cookie", "id=2; HttpOnly; Path=/; Expires=Sun, 29 Nov 2026 12:00:09 GMT")))
                .isEmpty();
        assertThat(differences(
                        response("x", "Set-Cookie", "id=1; HttpOnly", "Set-Cookie", "t=1"),
                        response("x", "Set-Cookie", "id=1", "Set-Cookie", "u=1")))
                .containsExactly(
                        "header.set-cookie.id header, changed",
                        "header.set-cookie.t missing",
                        "header.set-cookie.u extra");
    }

    /** Names of fields have no case, those of cookies have (RFC 6265, 5.3). */
    @Test
    void a_rule_for_a_cookie_takes_its_name_as_it_is_written() {
        PathTable ruled = new PathTable(
                PathRules.of(Map.of(PathPattern.parse("header.Set-Cookie.JSESSIONID"), PathRule.IGNORE)), 100);
        Response primary = response("x");
        Response other = response("x", "Set-Cookie", "JSESSIONID=1; Path=/");

        assertThat(differences(primary, other)).containsExactly("header.set-cookie.JSESSIONID extra");
        assertThat(differences(primary, other, ruled)).isEmpty();
    }

    @Test
    void content_codings_are_taken_off() {
        byte[] json = "{\"a\":1,\"b\":2}".getBytes(StandardCharsets.UTF_8);
        byte[] sameJson = "{\"b\":2, \"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(differences(
                        coded(gzip(json), "application/json", "gzip"),
                        coded(gzip(sameJson), "application/json", "gzip")))
                .isEmpty();
        assertThat(differences(
                        coded(deflate(json), "application/json", "deflate"),
                        coded(gzip(sameJson), "application/json", "gzip")))
                .isEmpty();
        assertThat(differences(coded(json, "application/json", "br"), coded(sameJson, "application/json", "br")))
                .containsExactly("unknown_coding");
    }

    @Test
    void a_bomb_is_not_unpacked() {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(differences(Responses.json(200, "{}"), coded(bomb, "application/json", "gzip")))
                .contains("$ unparsable");
    }

    @Test
    void charsets_are_honoured() {
        Charset latin = StandardCharsets.ISO_8859_1;
        Response left = Responses.of(
                200, Headers.of("Content-Type", "text/plain;charset=iso-8859-1"), "Müller\nx".getBytes(latin), 1);
        Response right = Responses.of(
                200,
                Headers.of("Content-Type", "text/plain;charset=utf-8"),
                "Müller\r\nx".getBytes(StandardCharsets.UTF_8),
                1);
        assertThat(differences(left, right)).containsExactly("header.content-type header, changed");
    }

    @Test
    void a_broken_body_of_the_shadow_is_unparsable_and_one_of_the_primary_is_bytes() {
        assertThat(differences(Responses.json(200, "{\"a\":1}"), Responses.json(200, "{\"a\":")))
                .containsExactly("$ unparsable");
        assertThat(differences(Responses.json(200, "{\"a\":"), Responses.json(200, "{\"a\":1}")))
                .containsExactly("$ value, changed");
    }

    @Test
    void a_body_beyond_the_bounds_of_the_primary_is_not_compared() {
        String deep = "[".repeat(300) + "]".repeat(300);
        assertThat(differences(Responses.json(200, deep), Responses.json(200, deep + " ")))
                .containsExactly("too_complex");
        assertThat(differences(Responses.json(200, "[]"), Responses.json(200, deep)))
                .containsExactly("$ unparsable");
    }

    @Test
    void a_body_that_was_not_seen_is_not_compared_unless_the_status_tells() {
        assertThat(differences(
                        Responses.without(200, HeldBody.State.TRUNCATED),
                        Responses.without(200, HeldBody.State.TRUNCATED)))
                .containsExactly("body_too_large");
        assertThat(differences(Responses.without(200, HeldBody.State.NOT_SEEN), Responses.json(200, "x")))
                .containsExactly("body_not_seen");
        assertThat(differences(Responses.without(200, HeldBody.State.NOT_SEEN), Responses.json(503, "x")))
                .containsExactly("status status");
        assertThat(differences(Responses.json(200, "x"), Responses.without(200, HeldBody.State.ABORTED)))
                .contains("$ truncated");
    }

    @Test
    void a_body_above_the_cap_is_compared_by_length_and_hash() {
        String large = "[" + "1,".repeat(1000) + "1]";
        assertThat(differences(measured(large), measured(large))).isEmpty();
        assertThat(differences(measured(large), measured(large.replace("1]", "2]"))))
                .containsExactly("$ value, too large to read, other bytes");
        assertThat(differences(measured(large), measured(large + " ")))
                .containsExactly("$ length, too large to read, other bytes");
        assertThat(differences(Responses.json(200, "[1]"), measured(large)))
                .containsExactly("$ length, too large to read, other bytes");
    }

    @Test
    void bytes_above_the_cap_prove_nothing_behind_a_coding_or_where_a_rule_speaks_of_the_body() {
        String large = "[" + "1,".repeat(1000) + "1]";
        Response coded = measured(large, "Content-Type", "application/json", "Content-Encoding", "gzip");
        assertThat(differences(coded, measured(large + " "))).containsExactly("body_too_large");
        assertThat(differences(measured(large + " "), coded)).containsExactly("body_too_large");

        PathTable ruled = new PathTable(PathRules.of(Map.of(PathPattern.parse("$.**.traceId"), PathRule.IGNORE)), 100);
        assertThat(differences(measured(large), measured(large + " "), ruled)).containsExactly("body_too_large");
        assertThat(differences(measured(large), measured(large), ruled)).isEmpty();
    }

    @Test
    void a_body_above_what_is_read_is_longer_than_one_that_was_read_whole() {
        Response above = Responses.without(200, HeldBody.State.TRUNCATED);
        assertThat(differences(response("[1]"), above)).containsExactly("$ length, too large to read, other bytes");
        assertThat(differences(above, response("[1]"))).containsExactly("$ length, too large to read, other bytes");
        assertThat(differences(measured("[" + "1,".repeat(1000) + "1]", "Vary", "Origin"), above))
                .contains("$ length, too large to read, other bytes");

        PathTable ruled = new PathTable(PathRules.of(Map.of(PathPattern.parse("$.**.traceId"), PathRule.IGNORE)), 100);
        assertThat(differences(response("[1]"), above, ruled)).containsExactly("body_too_large");
    }

    @Test
    void no_coding_makes_so_much_of_a_body_that_is_short() {
        Response above = new Response(
                Optional.of(new ResponseHead(200, Headers.of("Content-Encoding", "gzip"))),
                true,
                HeldBody.without(HeldBody.State.TRUNCATED),
                Responses.timing(1));
        assertThat(differences(coded(gzip(new byte[60_000]), "application/json", "gzip"), above))
                .contains("$ length, too large to read, other bytes");
        assertThat(differences(coded(gzip(new byte[70_000]), "application/json", "gzip"), above))
                .containsExactly("body_too_large");
        assertThat(differences(coded(new byte[10], "application/json", "br"), above))
                .containsExactly("body_too_large");
    }

    /** As an observer is shown it that keeps 1,000 bytes. */
    private static Response measured(String body, String... fields) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HeldBody kept = HeldBody.measured(
                HeldBody.State.TRUNCATED,
                bytes.length,
                HeldBody.of(bytes).hash().orElseThrow());
        Headers headers = fields.length == 0 ? Headers.of("Content-Type", "application/json") : Headers.of(fields);
        return new Response(
                Optional.of(new ResponseHead(200, headers)),
                true,
                bytes.length > 1000 ? kept : HeldBody.of(bytes),
                Responses.timing(1));
    }

    @Test
    void errors_of_graphql_are_no_success() {
        assertThat(differences(
                        Responses.json(200, "{\"data\":{\"a\":1}}"),
                        Responses.json(200, "{\"data\":null,\"errors\":[{\"message\":\"x\"}]}")))
                .contains("status status, graphql errors");
    }

    @Test
    void forms_events_lines_and_xml_are_read_as_what_they_are() {
        assertThat(differences(
                        response("a=1&b=x+y", "Content-Type", "application/x-www-form-urlencoded"),
                        response("b=x%20y&a=2", "Content-Type", "application/x-www-form-urlencoded")))
                .containsExactly("$.a value, another count");
        assertThat(differences(
                        response("data: {\"p\":1.25}\n\n", "Content-Type", "text/event-stream"),
                        response("data: {\"p\":1.3}\n\n", "Content-Type", "text/event-stream")))
                .containsExactly("$[*].data.p value, rounded");
        assertThat(differences(
                        response("{\"p\":true}\n{\"p\":true}\n", "Content-Type", "application/x-ndjson"),
                        response("{\"p\":true}\n{\"p\":false}\n", "Content-Type", "application/x-ndjson")))
                .containsExactly("$[*].p value, true/false");
        assertThat(differences(
                        response("<o><p c='EUR'>1.25</p></o>", "Content-Type", "application/xml"),
                        response("<o>\n <p c='eur'>1.25</p>\n</o>", "Content-Type", "application/xml")))
                .containsExactly("$.o.content[*].p.@c value, letter case");
    }

    @Test
    void json_lines_that_run_into_each_other_or_go_on_in_the_next_can_not_be_read() {
        Response lines = response("{\"p\":1}\n\n{\"p\":2}\r\n", "Content-Type", "application/x-ndjson");

        assertThat(differences(lines, response("{\"p\":1}\n{\"p\":2}", "Content-Type", "application/x-ndjson")))
                .isEmpty();
        assertThat(differences(lines, response("{\"p\":1}{\"p\":2}\n", "Content-Type", "application/x-ndjson")))
                .containsExactly("$ unparsable");
        assertThat(differences(lines, response("{\"p\":1}\n{\"p\":\n2}\n", "Content-Type", "application/x-ndjson")))
                .containsExactly("$ unparsable");
    }

    @Test
    void entities_of_xml_are_neither_fetched_nor_expanded() {
        String xxe = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>";
        assertThat(differences(
                        response("<a>x</a>", "Content-Type", "application/xml"),
                        response(xxe, "Content-Type", "application/xml")))
                .containsExactly("$ unparsable");
    }

    private static byte[] gzip(byte[] bytes) {
        return packed(bytes, true);
    }

    private static byte[] deflate(byte[] bytes) {
        return packed(bytes, false);
    }

    private static byte[] packed(byte[] bytes, boolean gzip) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packer = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            packer.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

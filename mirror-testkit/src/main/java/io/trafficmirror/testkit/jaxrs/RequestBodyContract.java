// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.UploadInStep;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A request's head and body on their way to the resource: scenarios b3, b5, b6, b8, b14, b15, b30. */
interface RequestBodyContract extends Scenarios {
    @Test
    @Scenario({"b3", "b23"})
    default void a_body_is_the_same_here_and_there() throws Exception {
        String body = "{\"n\": \"\u00e9\"}";
        RecordedRequest copy = when(Raw.post(
                        BASE + "/body/text?q=1",
                        body,
                        "Content-Type: application/json;charset=UTF-8",
                        "X-One: 1",
                        "X-One: 2"))
                .answers(body)
                .copies(body);
        assertThat(copy.target()).isEqualTo(BASE + "/body/text?q=1");
        assertThat(String.join(",", copy.headers("X-One")).replace(" ", "")).isEqualTo("1,2");
        assertThat(copy.header("Content-Type")).contains("application/json;charset=UTF-8");
    }

    @Test
    @Scenario("b3")
    default void a_large_body_passes_whole() throws Exception {
        String body = "0123456789".repeat(20_000);
        when(Raw.post(BASE + "/body/bytes", body, "Content-Type: application/octet-stream"))
                .copies(body);
    }

    @Test
    @Scenario("b3")
    default void a_streamed_body_passes_while_one_call_reads_it() throws Exception {
        for (String way : new String[] {"all", "bytes"}) {
            run().begin();
            when(new UploadInStep(BASE + "/stream/" + way))
                    .answers(String.valueOf(UploadInStep.body().length()))
                    .copies(UploadInStep.body());
        }
    }

    @Test
    @Scenario("b3")
    default void a_body_in_chunks_passes_whole() throws Exception {
        when(Raw.chunked(BASE + "/body/text", new String[] {"one ", "two ", "three"}, "Content-Type: text/plain"))
                .answers("one two three")
                .copies("one two three");
    }

    @Test
    @Scenario({"b3", "b14"})
    default void every_way_to_read_passes_every_byte_once() throws Exception {
        String body = "abcdefghijklmnopqrstuvwxyz";
        when(Raw.post(BASE + "/body/ways", body, "Content-Type: text/plain")).copies(body);
    }

    @Test
    @Scenario({"b3", "b12"})
    default void what_is_read_again_after_a_reset_is_copied_once() throws Exception {
        when(Raw.post(BASE + "/body/again", "abcdef", "Content-Type: text/plain"))
                .copies("abcdef");
    }

    @Test
    @Scenario("b6")
    default void an_unread_body_is_not_read_and_not_copied() throws Exception {
        when(Raw.post(BASE + "/body/unread", "abc", "Content-Type: text/plain"))
                .answers("unread")
                .dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario("b6")
    default void a_half_read_body_is_not_copied() throws Exception {
        when(Raw.post(BASE + "/body/prefix", "abcdef", "Content-Type: text/plain"))
                .hasStatus(400)
                .answers("no, for abc")
                .dropped(DropReason.BODY_INCOMPLETE);
    }

    @Test
    @Scenario("b5")
    default void an_empty_body_is_an_empty_body() throws Exception {
        when(Raw.post(BASE + "/body/text", "", "Content-Type: text/plain", ChangingFilter.FIELD + ": ask"))
                .copies("");
    }

    @Test
    @Scenario("b5")
    default void no_body_at_all_stays_none() throws Exception {
        RecordedRequest copy = when(Raw.request(
                        "POST", BASE + "/body/text", new byte[0], ChangingFilter.FIELD + ": ask"))
                .copy();
        assertThat(copy.body().length()).isZero();
    }

    @Test
    @Scenario("b5")
    default void a_post_without_a_body_that_nobody_reads_is_copied() throws Exception {
        RecordedRequest copy = when(Raw.request("POST", BASE + "/body/unread", new byte[0], "Connection: keep-alive"))
                .answers("unread")
                .copies("");
        assertThat(copy.header("Content-Type")).isEmpty();
    }

    @Test
    @Scenario("b5")
    default void a_body_without_a_type_gets_none() throws Exception {
        RecordedRequest copy =
                when(Raw.post(BASE + "/body/text", "abc")).answers("abc").copies("abc");
        assertThat(copy.header("Content-Type")).isEmpty();
    }

    @Test
    @Scenario("b5")
    default void a_get_announces_no_body() throws Exception {
        RecordedRequest copy = when(Raw.get(BASE + "/answer/text", "Connection: keep-alive"))
                .hasStatus(200)
                .copies("");
        assertThat(copy.header("Content-Length")).isEmpty();
        assertThat(copy.header("Content-Type")).isEmpty();
    }

    @Test
    @Scenario("b30")
    default void every_line_of_a_field_travels() throws Exception {
        RecordedRequest copy = when(Raw.get(
                        BASE + "/answer/text",
                        "Accept: text/plain;q=0.5, text/html",
                        "Accept: */*;q=0.1",
                        "X-One: 1",
                        "X-One: 2, 3"))
                .hasStatus(200)
                .copy();
        assertThat(copy.headers("Accept")).containsExactly("text/plain;q=0.5, text/html", "*/*;q=0.1");
        assertThat(copy.headers("X-One")).containsExactly("1", "2, 3");
    }

    @Test
    @Scenario("b30")
    default void a_query_that_no_uri_may_have_is_copied_as_it_came() throws Exception {
        for (String query : List.of("q={a}", "q=a|b", "q=^", "q=\"q\"", "q=100%")) {
            run().begin();
            ScenarioOutcome outcome = when(Raw.get(BASE + "/answer/text?" + query, "Connection: keep-alive"));
            odd(outcome, BASE + "/answer/text?" + query);
        }
    }

    /** What becomes of a query that no URI may have. A runtime that can't tell the target as it came overrides this, and says why. */
    default void odd(ScenarioOutcome outcome, String target) {
        assertThat(outcome.copy().target()).isEqualTo(target);
    }

    @Test
    @Scenario("b1")
    default void an_offer_to_go_on_in_tls_is_an_ordinary_request() throws Exception {
        RecordedRequest copy = when(Raw.get(
                        BASE + "/answer/text", "Connection: Upgrade, close", "Upgrade: TLS/1.2, HTTP/1.1"))
                .hasStatus(200)
                .copy();
        assertThat(copy.header("Upgrade")).isEmpty();
    }

    @Test
    @Scenario({"b6", "b8"})
    default void a_zipped_body_is_copied_as_it_came() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write("unzipped by an interceptor".getBytes(UTF_8));
        }
        RecordedRequest copy = when(Raw.post(
                        BASE + "/body/text",
                        zipped.toByteArray(),
                        "Content-Type: text/plain",
                        "Content-Encoding: gzip"))
                .answers("unzipped by an interceptor")
                .copies(zipped.toByteArray());
        assertThat(copy.header("Content-Encoding")).contains("gzip");
    }

    @Test
    @Scenario("b14")
    default void a_body_that_is_read_while_the_response_is_written_is_copied_whole() throws Exception {
        String body = "read late ".repeat(1_000);
        when(Raw.post(BASE + "/body/later", body, "Content-Type: text/plain"))
                .answers(body)
                .copies(body);
    }

    @Test
    @Scenario("b15")
    default void multipart_data_that_is_read_as_a_stream_is_copied_byte_for_byte() throws Exception {
        String body = "--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--cut--\r\n";
        when(Raw.post(BASE + "/body/bytes", body, "Content-Type: multipart/form-data; boundary=cut"))
                .copies(body);
    }

    @Test
    @Scenario("b30")
    default void the_target_is_sent_as_it_came() throws Exception {
        String target = BASE + "/answer/target/a;x=1/%7Euser/c%20d%c3%A9?q=%20z&&e=&x&plus=a+b";
        assertThat(when(Raw.get(target)).hasStatus(200).copy().target()).isEqualTo(target);
    }

    @Test
    @Scenario("b30")
    default void an_escaped_slash_stays_escaped() throws Exception {
        String target = BASE + "/answer/target/a%2Fb";
        assertThat(when(Raw.get(target)).hasStatus(200).copy().target()).isEqualTo(target);
    }

    @Test
    @Scenario("b17")
    default void a_client_that_goes_away_in_the_middle_of_its_body_leaves_no_copy() throws Exception {
        when(RequestBodyContract::leavesEarly).dropped(DropReason.BODY_ABORTED);
    }

    private static @Nullable RawResponse leavesEarly(RawHttp connection) throws IOException {
        connection.send("POST " + BASE + "/body/text HTTP/1.1\r\nHost: shop.example\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 10\r\n\r\nabc");
        connection.shutdownOutput();
        connection.readToEnd();
        return null;
    }
}

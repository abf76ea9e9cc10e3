// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies, however Spring MVC and its filters read them. */
interface BodyScenarios extends SpringScenarios {
    @ParameterizedTest
    @EnumSource
    default void a_form_is_bound_to_parameters(MirrorPlace place) throws Exception {
        ScenarioOutcome outcome =
                runScenario(Raw.form(place.path("/params?from=query"), "name=t%C3%A9&item=1&item=2+3"));
        outcome.answers("té [1, 2 3] query").copies("name=t%C3%A9&item=1&item=2+3");
        outcome.captured();
    }

    @ParameterizedTest
    @EnumSource
    default void a_form_is_bound_to_an_object(MirrorPlace place) throws Exception {
        runScenario(Raw.form(place.path("/model"), "name=tea&item=a&item=b"))
                .answers("{\"name\":\"tea\",\"item\":[\"a\",\"b\"]}")
                .copies("name=tea&item=a&item=b");
    }

    @ParameterizedTest
    @EnumSource
    default void a_form_that_lacks_a_parameter_is_answered_by_a_problem(MirrorPlace place) throws Exception {
        runScenario(Raw.form(place.path("/params"), "name=tea")).hasStatus(400).copies("name=tea");
    }

    /** A filter of Spring reads the parameter, and gives the request another method. */
    @Test
    default void a_hidden_method_is_copied_as_the_filter_meets_it() throws Exception {
        String form = "_method=put&name=tea&item=1";
        RecordedRequest copy = runScenario(Raw.form(MirrorPlace.BEFORE.path("/params"), form))
                .answers("put tea [1]")
                .copies(form);
        assertThat(copy.method()).isEqualTo("POST");
    }

    /** As above, behind that filter. */
    @Test
    default void a_hidden_method_is_copied_as_it_was_uncovered_before_the_filter() throws Exception {
        String form = "_method=put&name=tea&item=1";
        RecordedRequest copy = runScenario(Raw.form(MirrorPlace.AFTER.path("/params"), form))
                .answers("put tea [1]")
                .copies(form);
        assertThat(copy.method()).isEqualTo(stands(MirrorPlace.AFTER) == MirrorPlace.AFTER ? "PUT" : "POST");
    }

    /** Containers parse forms of POST only; for others a filter of Spring does it, by reading the stream. */
    @ParameterizedTest
    @EnumSource
    default void a_form_of_another_method_is_read_by_spring(MirrorPlace place) throws Exception {
        byte[] form = "name=tea&item=1&item=2".getBytes(UTF_8);
        runScenario(Raw.withLength(
                        "PUT",
                        place.path("/params?name=query"),
                        form,
                        "Content-Type: application/x-www-form-urlencoded"))
                .answers("put query,tea [1, 2]")
                .copies(form);
    }

    /** Spring deletes the parts before any filter sees the request again. Issue 13, number 40. */
    @ParameterizedTest
    @EnumSource
    default void a_file_is_uploaded_with_its_form(MirrorPlace place) throws Exception {
        String body = multipart("x".repeat(3000));
        RecordedRequest copy = runScenario(
                        Raw.post(place.path("/upload"), body, "Content-Type: multipart/form-data; boundary=cut"))
                .answers("for you tea.txt 3000")
                .copy();
        assertThat(copy.header("X-Shadow-Body")).contains("reconstructed");
        assertThat(new String(copy.body().bytes(), UTF_8)).isEqualToIgnoringCase(body);
    }

    /** Tomcat 11 refuses it to a filter of Spring already, so that a filter behind that one is not asked. */
    @ParameterizedTest
    @EnumSource
    default void a_file_that_is_too_large_is_refused_as_before(MirrorPlace place) throws Exception {
        String body = multipart("x".repeat(100_000));
        ScenarioOutcome outcome =
                runScenario(Raw.post(place.path("/upload"), body, "Content-Type: multipart/form-data; boundary=cut"));
        outcome.hasStatus(413);
        if (stands(place) == MirrorPlace.BEFORE) {
            outcome.dropped(DropReason.BODY_INCOMPLETE);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void json_becomes_an_object_and_an_object_json(MirrorPlace place) throws Exception {
        String json = "{\"name\":\"t\u00e9\",\"item\":[\"a\"]}";
        ScenarioOutcome outcome = runScenario(Raw.post(place.path("/json"), json, "Content-Type: application/json"));
        outcome.answers(json).copies(json);
        outcome.captured();
    }

    @ParameterizedTest
    @EnumSource
    default void json_that_is_none_is_answered_by_a_problem(MirrorPlace place) throws Exception {
        String json = "{\"name\":\"tea\",\"item\":]}";
        runScenario(Raw.post(place.path("/json"), json, "Content-Type: application/json"))
                .hasStatus(400)
                .copies(json);
    }

    @ParameterizedTest
    @EnumSource
    default void many_bytes_pass_through_a_converter(MirrorPlace place) throws Exception {
        byte[] body = new byte[500_000];
        new Random(7).nextBytes(body);
        ScenarioOutcome outcome =
                runScenario(Raw.post(place.path("/bytes"), body, "Content-Type: application/octet-stream"));
        outcome.copies(body);
        assertThat(outcome.response().body().bytes()).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource
    default void chunks_pass_through_the_streams_of_the_servlet(MirrorPlace place) throws Exception {
        ScenarioOutcome outcome = runScenario(Raw.chunked(
                place.path("/transfer"), new String[] {"one ", "two ", "three"}, "Content-Type: text/plain"));
        outcome.answers("one two three").copies("one two three");
        outcome.captured();
    }

    @ParameterizedTest
    @EnumSource
    default void a_body_that_nobody_reads_is_not_read_for_the_copy(MirrorPlace place) throws Exception {
        runScenario(Raw.post(place.path("/unread"), "tea", "Content-Type: text/plain"))
                .hasStatus(409)
                .dropped(DropReason.BODY_UNREAD);
    }

    @ParameterizedTest
    @EnumSource
    default void an_exception_leads_to_the_error_page(MirrorPlace place) throws Exception {
        ScenarioOutcome outcome =
                runScenario(Raw.post(place.path("/broken"), "tea", "Content-Type: text/plain", "Accept: text/html"));
        assertThat(outcome.response().body().text()).contains("our fault");
        RecordedRequest copy = outcome.hasStatus(500).copies("tea");
        assertThat(copy.target()).isEqualTo(place.path("/broken"));
    }

    @ParameterizedTest
    @EnumSource
    default void an_unknown_path_is_answered_by_a_problem(MirrorPlace place) throws Exception {
        ScenarioOutcome outcome = runScenario(Raw.get(place.path("/missing?a=1")));
        assertThat(outcome.hasStatus(404).response().body().text()).contains("Not Found");
        assertThat(outcome.copy().target()).isEqualTo(place.path("/missing?a=1"));
    }

    @ParameterizedTest
    @EnumSource
    default void only_the_head_of_an_answer_is_sent_where_only_that_is_asked_for(MirrorPlace place) throws Exception {
        runScenario(Raw.request("HEAD", place.path("/plain"), new byte[0]))
                .hasStatus(200)
                .copy();
    }

    @ParameterizedTest
    @EnumSource
    default void a_part_of_a_file_is_served(MirrorPlace place) throws Exception {
        ScenarioOutcome outcome = runScenario(Raw.get(place.path("/files/error/5xx.html"), "Range: bytes=10-20"));
        outcome.hasStatus(206).copy();
        outcome.captured();
    }

    private static String multipart(String content) {
        return "--cut\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfor you\r\n"
                + "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"tea.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + content + "\r\n--cut--\r\n";
    }
}

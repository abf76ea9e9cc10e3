// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import org.junit.jupiter.api.Test;

/** The application's own filters and mappers beside ours: scenarios b1, b2, b4, b12, b13, b25 to b27. */
interface FilterContract extends Scenarios {
    @Test
    @Scenario("b1")
    default void a_request_that_no_resource_takes_is_copied() throws Exception {
        when(Raw.get(BASE + "/nowhere")).hasStatus(404).copy();
    }

    @Test
    @Scenario("b1")
    default void a_method_that_no_resource_takes_is_copied() throws Exception {
        when(Raw.request("DELETE", BASE + "/body/bytes", new byte[0]))
                .hasStatus(405)
                .copy();
    }

    @Test
    @Scenario("b2")
    default void a_request_that_a_filter_moves_is_copied_as_it_came() throws Exception {
        byte[] body = "moved".getBytes(US_ASCII);
        RecordedRequest copy = when(Raw.withLength(
                        "PUT",
                        BASE + "/elsewhere?x=1",
                        body,
                        "Content-Type: text/plain",
                        ChangingFilter.FIELD + ": move"))
                .answers("moved")
                .copies("moved");
        assertThat(copy.method()).isEqualTo("PUT");
        assertThat(copy.target()).isEqualTo(BASE + "/elsewhere?x=1");
    }

    @Test
    @Scenario("b4")
    default void a_filter_that_asks_for_an_entity_gets_the_same_answer() throws Exception {
        when(post("abc", "ask")).answers("abc").copies("abc");
    }

    @Test
    @Scenario("b12")
    default void what_a_filter_has_buffered_is_copied_once() throws Exception {
        when(post("abc", "buffer")).answers("abc").copies("abc");
    }

    @Test
    @Scenario("b13")
    default void what_a_filter_replaces_is_copied_as_it_came() throws Exception {
        when(post("abc", "shout")).answers("ABC").copies("abc");
    }

    @Test
    @Scenario("b25")
    default void options_that_the_runtime_answers_are_copied() throws Exception {
        when(Raw.request("OPTIONS", BASE + "/answer/text", new byte[0]))
                .hasStatus(200)
                .copy();
    }

    @Test
    @Scenario("b26")
    default void a_request_that_a_filter_ends_is_copied_if_it_has_no_body() throws Exception {
        when(Raw.get(BASE + "/answer/text", ChangingFilter.FIELD + ": abort"))
                .hasStatus(401)
                .copy();
    }

    @Test
    @Scenario("b26")
    default void a_body_that_a_filter_refused_is_unread() throws Exception {
        when(post("abc", "abort")).hasStatus(401).dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario("b26")
    default void a_body_that_was_refused_after_matching_is_unread() throws Exception {
        when(post("abc", "abort-late")).hasStatus(403).dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario("b42")
    default void a_filter_sees_no_property_of_ours() throws Exception {
        ScenarioOutcome outcome = when(post("abc", "name")).answers("abc");
        outcome.copies("abc");
        assertThat(outcome.response().header("X-Names"))
                .hasValueSatisfying(names -> assertThat(names).doesNotContain("trafficmirror"));
    }

    @Test
    @Scenario("b27")
    default void a_mapped_exception_is_answered_as_before() throws Exception {
        when(Raw.post(BASE + "/answer/mapped", "abc", "Content-Type: text/plain"))
                .hasStatus(418)
                .answers("mapped abc")
                .copies("abc");
    }

    @Test
    @Scenario("b27")
    default void an_exception_with_a_response_is_answered_as_before() throws Exception {
        when(Raw.post(BASE + "/answer/carried", "abc", "Content-Type: text/plain"))
                .hasStatus(409)
                .answers("conflict abc")
                .copies("abc");
    }

    @Test
    @Scenario("b27")
    default void an_exception_that_nobody_maps_is_answered_as_before() throws Exception {
        when(Raw.post(BASE + "/answer/unknown", "abc", "Content-Type: text/plain"))
                .hasStatus(500)
                .copies("abc");
    }

    @Test
    @Scenario("b27")
    default void an_exception_in_a_filter_is_answered_as_before() throws Exception {
        when(post("abc", "throw")).hasStatus(418).dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario("b27")
    default void an_exception_in_a_response_filter_is_answered_as_before() throws Exception {
        when(post("abc", "throw-late")).copies("abc");
    }

    private static Raw post(String body, String wish) {
        return Raw.post(BASE + "/body/text", body, "Content-Type: text/plain", ChangingFilter.FIELD + ": " + wish);
    }
}

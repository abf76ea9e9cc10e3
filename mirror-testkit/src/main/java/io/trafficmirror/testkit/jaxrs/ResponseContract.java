// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import org.junit.jupiter.api.Test;

/** A response on its way to the client: scenarios b7, b18 to b24 and b41. */
interface ResponseContract extends Scenarios {
    @Test
    @Scenario({"b20", "b23"})
    default void a_short_response_keeps_its_length_and_is_observed() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(BASE + "/answer/text")).answers("a short text");
        outcome.copy();
        observed(outcome);
    }

    @Test
    @Scenario("b41")
    default void status_and_fields_are_observed() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(BASE + "/answer/status")).hasStatus(202);
        outcome.copy();
        observed(outcome);
        assertThat(outcome.seen().primary().head().orElseThrow().headers().all("X-Of-Its-Own"))
                .containsExactly("one", "two");
    }

    @Test
    @Scenario({"b7", "b8"})
    default void a_response_that_an_interceptor_zips_is_observed_as_the_client_gets_it() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(BASE + "/answer/zipped")).hasStatus(200);
        assertThat(outcome.response().header("Content-Encoding")).contains("gzip");
        outcome.copy();
        observed(outcome);
    }

    @Test
    @Scenario("b19")
    default void a_large_response_is_streamed_and_observed() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(BASE + "/answer/large")).hasStatus(200);
        outcome.copy();
        observed(outcome);
    }

    @Test
    @Scenario({"b19", "b23"})
    default void pieces_are_flushed_as_before() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(BASE + "/answer/pieces")).answers("abcd");
        outcome.copy();
        observed(outcome);
    }

    @Test
    @Scenario("b21")
    default void a_writer_that_fails_is_answered_as_before() throws Exception {
        when(Raw.get(BASE + "/answer/broken")).seenTruly().copy();
    }

    @Test
    @Scenario("b21")
    default void a_writer_that_fails_behind_the_head_is_never_told_as_whole() throws Exception {
        when(ScenarioClient.perhaps(Raw.get(BASE + "/answer/half", "Connection: close")))
                .seenTruly()
                .copy();
    }

    @Test
    @Scenario({"b20", "b24"})
    default void an_answer_to_head_has_no_body_here_or_there() throws Exception {
        ScenarioOutcome outcome =
                when(Raw.request("HEAD", BASE + "/answer/text", new byte[0])).hasStatus(200);
        outcome.copy();
        outcome.captured();
    }

    @Test
    @Scenario("b20")
    default void an_answer_without_an_entity_stays_without() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(BASE + "/answer/nothing")).hasStatus(204);
        outcome.copy();
        outcome.captured();
    }

    @Test
    @Scenario("b18")
    default void events_are_sent_as_before_and_not_observed() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(BASE + "/answer/events", "Accept: text/event-stream"));
        assertThat(outcome.response().body().text()).contains("event 0", "event 1", "event 2");
        outcome.copy();
        outcome.notCaptured(HeldBody.State.NOT_SEEN);
    }
}

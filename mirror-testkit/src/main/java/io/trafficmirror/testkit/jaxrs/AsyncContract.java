// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Answers that come later, from elsewhere, or never: scenarios b16 and b17. */
interface AsyncContract extends Scenarios {
    @Test
    @Scenario("b16")
    default void a_suspended_response_that_another_thread_resumes() throws Exception {
        ScenarioOutcome outcome = post("suspended").answers("resumed abc");
        outcome.copies("abc");
        observed(outcome);
    }

    @Test
    @Scenario("b16")
    default void a_suspended_response_that_is_resumed_with_a_failure() throws Exception {
        post("failing").hasStatus(418).copies("abc");
    }

    @Test
    @Scenario("b16")
    default void a_suspended_response_that_times_out() throws Exception {
        post("timeout").hasStatus(503).answers("late abc").copies("abc");
    }

    @Test
    @Scenario("b16")
    default void a_stage_that_another_thread_completes() throws Exception {
        ScenarioOutcome outcome = post("stage").answers("staged abc");
        outcome.copies("abc");
        observed(outcome);
    }

    @Test
    @Scenario("b16")
    default void a_stage_that_fails() throws Exception {
        post("failed-stage").hasStatus(418).copies("abc");
    }

    @Test
    @Scenario("b17")
    default void a_suspended_response_that_is_cancelled() throws Exception {
        post("cancelled").hasStatus(503).copies("abc");
    }

    private ScenarioOutcome post(String way) throws IOException {
        return when(Raw.post(BASE + "/async/" + way, "abc", "Content-Type: text/plain"));
    }
}

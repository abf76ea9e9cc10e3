// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;

import io.trafficmirror.testkit.scenario.BrokenPart;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Faults of our own: scenario a116. The responses stay equal, the fault is counted, the account closes. */
interface FaultContract extends Scenarios {
    @Test
    @Scenario("a116")
    default void a_part_of_ours_that_throws_is_not_felt_and_is_counted() throws Exception {
        for (BrokenPart part : BrokenPart.values()) {
            run().begin();
            run().breakPart(part);
            String target = part == BrokenPart.CHANCE ? "/s/sampled/x" : "/s/x";
            ScenarioOutcome outcome = echo().gets(Raw.post(target, "abc")).answers("abc");
            if (part == BrokenPart.OBSERVER) {
                outcome.faultyWhereObserved();
            } else {
                outcome.faulty();
            }
            run().settle();
        }
    }

    /** What the matcher, the snapshot of the head and the taps ask of the container, as if asking made memory run out. */
    @Test
    @Scenario("a116")
    default void a_question_of_ours_that_fails_is_not_felt_and_is_counted() throws Exception {
        for (String question : FailingQuestions.OF_THE_REQUEST) {
            run().begin();
            echo().before((request, response, chain) ->
                            chain.doFilter(FailingQuestions.in(request, question), response))
                    .gets(Raw.post("/s/x?a=1", "abc", "Content-Type: text/plain;charset=UTF-8"))
                    .answers("abc")
                    .faulty();
            run().settle();
        }
        for (String question : FailingQuestions.OF_THE_RESPONSE) {
            run().begin();
            echo().before((request, response, chain) ->
                            chain.doFilter(request, FailingQuestions.in(response, question)))
                    .gets(Raw.post("/s/x", "abc", "Content-Type: text/plain;charset=UTF-8"))
                    .answers("abc")
                    .faultyWhereObserved();
            run().settle();
        }
    }

    @Test
    @Scenario("a116")
    default void an_exception_of_the_application_is_not_hidden_by_a_fault_of_ours() throws Exception {
        when((request, response) -> {
                    request.getInputStream().readAllBytes();
                    throw new IOException("on purpose");
                })
                .before((request, response, chain) -> {
                    try {
                        chain.doFilter(FailingQuestions.in(request, "isAsyncStarted"), response);
                    } catch (IOException e) {
                        say(response, e.getMessage());
                    }
                })
                .gets(Raw.post("/s/x", "abc"))
                .answers("on purpose")
                .faulty();
    }

    /** Reads characters and writes characters. */
    private ScenarioSetup echo() {
        return when((request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            char[] body = new char[8];
            int n = request.getReader().read(body);
            while (n >= 0 && request.getReader().read() >= 0) {
                n = -1;
            }
            response.getWriter().print(new String(body, 0, Math.max(0, n)));
        });
    }
}

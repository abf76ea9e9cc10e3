// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import io.trafficmirror.testkit.scenario.BrokenPart;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.TransportManner;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults of our own, as in scenario a116. The responses stay equal, the fault is counted, the account closes. */
interface FaultContract extends Scenarios {
    @Test
    @Scenario("a116")
    default void a_part_of_ours_that_throws_is_not_felt_and_is_counted() throws Exception {
        for (BrokenPart part : BrokenPart.values()) {
            for (Raw request : requestsFor(part)) {
                run().begin();
                run().breakPart(part);
                ScenarioOutcome outcome = when(request);
                if (part == BrokenPart.OBSERVER) {
                    outcome.faultyWhereObserved();
                } else {
                    outcome.faulty();
                }
                run().settle();
            }
        }
    }

    /** A transport that returns no call, or tells everything twice: there is one copy, and one end. */
    @Test
    @Scenario("a116")
    default void a_transport_that_breaks_its_word_is_not_felt() throws Exception {
        for (TransportManner manner : List.of(TransportManner.NO_CALL, TransportManner.TWICE)) {
            for (Raw request : List.of(Raw.get(BASE + "/answer/text"), text("/body/text"))) {
                run().begin();
                run().transport(manner);
                ScenarioOutcome outcome = when(request).hasStatus(200);
                outcome.copy();
                outcome.seen();
                outcome.selected(1);
            }
        }
    }

    /** Nobody tells the end of the copy: it is given up in time. */
    @Test
    @Scenario("a116")
    default void a_transport_that_never_calls_back_is_not_felt() throws Exception {
        run().transport(TransportManner.SILENT);
        when(Raw.get(BASE + "/hasty")).hasStatus(404);
    }

    private static Raw text(String path) {
        return Raw.post(BASE + path, "abc", "Content-Type: text/plain");
    }

    /** One only where the breaker counts failures, for it must not open. */
    private static List<Raw> requestsFor(BrokenPart part) {
        return switch (part) {
            case CHANCE -> List.of(Raw.get(BASE + "/sampled/x"));
            case TRANSPORT -> List.of(text("/body/text"));
            case CLOCK, LISTENER, OBSERVER ->
                List.of(
                        Raw.get(BASE + "/answer/large"),
                        text("/body/text"),
                        Raw.form(BASE + "/body/fields", "a=1&b=2"),
                        text("/async/stage"),
                        text("/answer/mapped"));
        };
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those tell who look on from outside: listeners, access logs, class names. Scenarios a113 and a119c. */
interface ListenersContract extends Scenarios {
    @Test
    @Scenario("a119c")
    default void listeners_and_access_logs_tell_the_same() throws Exception {
        when((request, response) -> {
                    request.setAttribute("scenario.a", "1");
                    request.setAttribute("scenario.a", "2");
                    request.removeAttribute("scenario.a");
                    say(response, request.getInputStream().readAllBytes().length);
                })
                .gets(Raw.post("/s/told?a=1", "abc"))
                .answers("3");
        assertSame(records().about("/s/told", 6), "added scenario.a /s/told");
    }

    @Test
    @Scenario("a119c")
    default void an_error_is_logged_as_the_same() throws Exception {
        when((request, response) -> response.sendError(404)).gets(Raw.get("/s/missed?b"));
        for (List<String> diary : records().about("/s/missed?b", 1)) {
            assertThat(diary).first().asString().startsWith("GET /s/missed?b HTTP/1.1 404 ");
        }
    }

    /** Apart from that, whoever asks is told of our own attribute once, when a selected request becomes asynchronous. */
    @Test
    @Scenario("a119c")
    default void an_attribute_listener_is_given_the_containers_request() throws Exception {
        ScenarioSetup scenario = when((request, response) -> {
            request.setAttribute(RecordingListeners.ITSELF, request);
            request.setAttribute(RecordingListeners.ITSELF, request);
            request.removeAttribute(RecordingListeners.ITSELF);
        });
        scenario.gets(Raw.get("/s/bare"));
        List<List<String>> bare = records().about("/s/bare", 6);
        assertThat(bare.get(0)).contains("added " + RecordingListeners.ITSELF + " itself /s/bare");
        assertThat(bare.get(1)).isEqualTo(bare.get(0));
        run().begin();
        scenario.gets(Raw.post("/s/wrapped", "abc"));
        List<List<String>> wrapped = records().about("/s/wrapped", 6);
        assertThat(wrapped.get(0)).contains("removed " + RecordingListeners.ITSELF + " itself /s/wrapped");
        assertThat(wrapped.get(1)).contains("removed " + RecordingListeners.ITSELF + " /s/wrapped");
    }

    @Test
    @Scenario("a113")
    default void a_request_that_no_rule_matches_is_the_very_object_of_the_container() throws Exception {
        when((request, response) -> say(
                        response,
                        request.getClass().getName(),
                        response.getClass().getName()))
                .gets(Raw.post("/unmatched/x", "abc"))
                .hasStatus(200)
                .selected(0);
    }

    private static void assertSame(List<List<String>> diaries, String expected) {
        assertThat(diaries.get(0)).contains(expected);
        assertThat(diaries.get(1)).isEqualTo(diaries.get(0));
        assertThat(diaries.get(2)).isEqualTo(diaries.get(0));
    }
}

// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that come later, or in pieces. */
interface AsyncScenarios extends SpringScenarios {
    @ParameterizedTest
    @CsvSource({
        "BEFORE, deferred, deferred", "AFTER, deferred, deferred",
        "BEFORE, callable, called", "AFTER, callable, called",
        "BEFORE, future, future", "AFTER, future, future"
    })
    default void an_answer_of_another_thread_comes_as_before(MirrorPlace place, String path, String word)
            throws Exception {
        ScenarioOutcome outcome = runScenario(text(place.path('/' + path)));
        outcome.answers(word + " tea").copies("tea");
        outcome.captured();
    }

    @ParameterizedTest
    @EnumSource
    default void a_failure_of_another_thread_leads_to_the_error_page(MirrorPlace place) throws Exception {
        ScenarioOutcome outcome = runScenario(text(place.path("/deferred/failing")));
        assertThat(outcome.hasStatus(500).response().body().text()).contains("our fault");
        outcome.copies("tea");
    }

    @ParameterizedTest
    @EnumSource
    default void an_answer_that_never_comes_times_out_as_before(MirrorPlace place) throws Exception {
        runScenario(text(place.path("/deferred/never"))).hasStatus(503).copies("tea");
    }

    @ParameterizedTest
    @EnumSource
    default void a_stream_is_written_and_flushed_as_before(MirrorPlace place) throws Exception {
        ScenarioOutcome outcome = runScenario(text(place.path("/streaming")));
        assertThat(outcome.hasStatus(200).response().body().text())
                .startsWith("tea 0\n")
                .endsWith("tea 499\n");
        outcome.copies("tea");
        outcome.captured();
    }

    @ParameterizedTest
    @EnumSource
    default void an_event_arrives_before_the_next_is_made(MirrorPlace place) throws Exception {
        runScenario(connection -> {
                    connection.send(Raw.get(place.path("/events")).bytes());
                    connection.readHead();
                    assertThat(event(connection)).contains("opened");
                    news().add("tea");
                    assertThat(event(connection)).contains("tea");
                    news().add("end");
                    assertThat(new String(connection.readBytes(5), UTF_8)).isEqualTo("0\r\n\r\n");
                    return null;
                })
                .copy();
    }

    @ParameterizedTest
    @EnumSource
    default void events_are_seen_to_the_last(MirrorPlace place) throws Exception {
        ScenarioOutcome outcome = runScenario(connection -> {
            news().add("tea");
            news().add("end");
            connection.send(Raw.get(place.path("/events")).bytes());
            return connection.read();
        });
        outcome.answers("data:opened\n\ndata:tea\n\n").copy();
        outcome.captured();
    }

    /** The next event, with its chunks as they come. */
    private static String event(RawHttp connection) throws IOException {
        StringBuilder chunks = new StringBuilder();
        while (chunks.indexOf("\n\n\r\n") < 0) {
            chunks.append((char) connection.readBytes(1)[0]);
        }
        return chunks.toString();
    }

    private static Raw text(String path) {
        return Raw.post(path, "tea", "Content-Type: text/plain", "Accept: text/html,*/*;q=0.5");
    }
}

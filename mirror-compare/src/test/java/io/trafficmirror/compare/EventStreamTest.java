// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.report.Response;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What an event carries beside its data: by {@code id} a client goes on after a break, by {@code retry} it knows when. */
class EventStreamTest {
    private final Random random = new Random(17);
    private final Trial trial = new Trial();

    private static Response stream(String text) {
        return Trial.of("text/event-stream", text);
    }

    private IntFunction<Response> events(String format) {
        return n -> stream(format.formatted(new UUID(random.nextLong(), random.nextLong()), n));
    }

    @Test
    void an_id_that_is_lost_and_another_retry_are_found() {
        trial.see(
                40,
                events("retry: 3000\n\nid: %s\ndata: {\"n\":%d}\n\n"),
                events("retry: 30000\n\ndata: {\"n\":%2$d}\n\n"));

        assertThat(trial.causes()).containsExactly(PAGE + "$[*].id  missing  40 of 40 (control 0)");
        assertThat(trial.findings().causes().get(0).also())
                .extracting(key -> key.path() + " " + key.what())
                .containsExactly("$[*].retry value, scaled by a constant");
    }

    @Test
    void ids_that_are_drawn_anew_comments_and_what_clients_ignore_are_no_fault() {
        trial.see(
                40,
                events("event: tick\nid: %s\ndata: %d\n\n"),
                events(": keep-alive\nevent:tick\nid:%s\nretry: soon\ncolour: red\ndata:%d\n\n"),
                events("event: tick\nid: %s\ndata: %d\n\n"));

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
    }

    @Test
    void an_event_without_the_empty_line_that_lets_clients_take_it_is_found() {
        trial.see(
                40,
                n -> stream("data: 1\n\ndata: %d\n\n".formatted(n)),
                n -> stream("data: 1\n\ndata: %d\n".formatted(n)));

        assertThat(trial.causes()).containsExactly(PAGE + "$[*].unfinished  extra  40 of 40 (control 0)");
    }

    @Test
    void data_that_is_empty_is_sent_and_no_data_is_not() {
        trial.see(40, n -> stream("event: tick\ndata\n\n"), n -> stream("event: tick\n\n"));

        assertThat(trial.causes()).containsExactly(PAGE + "$[*].data  missing, empty/absent  40 of 40 (control 0)");
    }
}
